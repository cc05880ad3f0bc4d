// Is the chart well made in the eyes of Helm itself?
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chartFolder, credentials, engines, environments, helm, platformValues, run } from './chart.ts'

test('helm lint --strict finds nothing', () => {
  const { status, stdout } = run(['lint', '--strict', chartFolder])
  expect(stdout).not.toMatch(/\[(ERROR|WARNING)\]/)
  expect(status).toBe(0)
})

test.each(engines.flatMap((engine) => environments.map((environment) => ({ engine, environment }))))(
  'helm lint --strict finds nothing with the values of a $engine store, $environment',
  ({ engine, environment }) => {
    const file = join(chartFolder, `values-${environment}.yaml`)
    const image = ['--set', 'medusa.image=registry.example.org/medusa:2']
    const args = ['lint', '--strict', chartFolder, '-f', file, '-f', '-', ...image]
    const { status, stdout, stderr } = run(args, JSON.stringify(platformValues(engine)))
    expect(stdout + stderr).not.toMatch(/\[(ERROR|WARNING)\]|Missing required/)
    expect(status).toBe(0)
  },
)

test.each(engines)('the values of the test cluster fit a %s store', (engine) => {
  const file = join(chartFolder, '../../test/cluster/values-cluster.yaml')
  const { status, stderr } = run(
    ['template', 'x', chartFolder, '-f', file, '-f', '-'],
    JSON.stringify(platformValues(engine)),
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('a Medusa store without an image is refused with the name of the value that is missing', () => {
  const { status, stderr } = helm({ values: platformValues('medusa') })
  expect(status).toBe(1)
  expect(stderr).toMatch(/execution error at .*medusa\.image is empty/)
})

test('an install without the values of the platform is refused with the name of the one that is missing', () => {
  const { status, stderr } = helm({ values: {} })
  expect(status).toBe(1)
  expect(stderr).toMatch(/execution error at .*store\.\w+ is missing/)
})

test('an install without a credential that the engine needs is refused', () => {
  const { status, stderr } = helm({
    values: { ...platformValues('woocommerce'), credentials: { ...credentials, nonceSalt: '' } },
  })
  expect(status).toBe(1)
  expect(stderr).toMatch(/credentials\.nonceSalt is missing/)
})
