// Is the chart well made in the eyes of Helm itself?
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chartFolder, credentials, engines, environments, helm, platformValues, run } from './chart.ts'

test('helm lint --strict finds nothing', () => {
  const { status, stdout } = run(['lint', '--strict', chartFolder])
  expect(stdout).not.toMatch(/\[(ERROR|WARNING)\]/)
  expect(status).toBe(0)
})

const onOff = [true, false]
const renders = engines.flatMap((engine) =>
  environments.flatMap((environment) =>
    onOff.flatMap((tls) => onOff.map((quota) => ({ engine, environment, tls, quota }))),
  ),
)

test.each(renders)(
  'lint --strict and template find nothing wrong with a $engine store, $environment, TLS $tls, quota $quota',
  ({ engine, environment, tls, quota }) => {
    const file = join(chartFolder, `values-${environment}.yaml`)
    const set = `medusa.image=registry.example.org/medusa:2,ingress.tls.enabled=${tls},quota.enabled=${quota}`
    const args = ['-f', file, '-f', '-', '--set', set]
    const values = JSON.stringify(platformValues(engine))
    const lint = run(['lint', '--strict', chartFolder, ...args], values)
    expect(lint.stdout + lint.stderr).not.toMatch(/\[(ERROR|WARNING)\]|Missing required/)
    expect(lint.status).toBe(0)
    const template = run(['template', 'my-shop-abc123', chartFolder, ...args], values)
    expect({ status: template.status, stderr: template.stderr }).toEqual({ status: 0, stderr: '' })
    expect(/^ {2}tls:$/m.test(template.stdout)).toBe(tls)
    expect(/^kind: ResourceQuota$/m.test(template.stdout)).toBe(quota)
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

test('a store of an engine that the chart does not have is refused with the file that is missing', () => {
  const { store, ...rest } = platformValues('woocommerce')
  const { status, stderr } = helm({ values: { ...rest, store: { ...store, engine: 'magento' } } })
  expect(status).toBe(1)
  expect(stderr).toMatch(
    /execution error at .*: store\.engine is "magento", which this chart cannot install: it has no templates\/engines\/_magento\.tpl/,
  )
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
