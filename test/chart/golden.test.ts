// What the chart renders, kept beside the tests, so that a review sees what a change of a template does. UPDATE=1 writes it anew.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { engines, environments, helm, platformValues } from './chart.ts'

const folder = join(import.meta.dirname, 'golden')
const renders = engines.flatMap((engine) =>
  environments.map((environment) => ({ engine, environment, name: `${engine}-${environment}.yaml` })),
)

test.each(renders)('$name is what the chart renders (UPDATE=1 npx vitest run test/chart/golden.test.ts)', (one) => {
  const file = join(folder, one.name)
  const rendered = shortened(renderText(one))
  if (process.env['UPDATE']) writeFileSync(file, rendered)
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(rendered)
})

test('every golden file is of a render that there is', () => {
  expect(readdirSync(folder).sort()).toEqual(renders.map(({ name }) => name).sort())
})

function renderText({ engine, environment }: (typeof renders)[number]): string {
  const set = ['medusa.image=registry.example.org/medusa:2']
  const { status, stdout, stderr } = helm({ values: platformValues(engine), environment, set })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** The programs of the set-up are files of their own already; here their names suffice. */
function shortened(text: string): string {
  return text.replaceAll(/^( {2}[\w.]+\.(?:php|conf)): \|\n(?:(?: {4}.*)?\n)*/gm, '$1: …\n')
}
