// What the chart renders in its three forms, kept beside the tests, so that a review sees what a change of a template does. UPDATE=1 writes it anew.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forms, helmPlatform } from './chart.ts'

const folder = join(import.meta.dirname, 'golden')
const names = Object.keys(forms) as (keyof typeof forms)[]

test.each(names)('%s.yaml is what the chart renders (UPDATE=1 npx vitest run test/platform/golden.test.ts)', (name) => {
  const file = join(folder, `${name}.yaml`)
  const { status, stdout, stderr } = helmPlatform(forms[name])
  expect(status, stderr).toBe(0)
  if (process.env['UPDATE']) writeFileSync(file, stdout)
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(stdout)
})

test('every golden file is of a form that there is', () => {
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.yaml`).sort())
})
