// The README's table of values is the one that schema and defaults give. UPDATE=1 writes it anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chartFolder } from './chart.ts'
import { wantedReadme, withoutDefault } from './values-table.ts'

const readme = join(chartFolder, 'README.md')

test('the table of values in the README is current', () => {
  const wanted = wantedReadme(chartFolder, 'UPDATE=1 npx vitest run test/chart/readme.test.ts')
  if (process.env['UPDATE']) writeFileSync(readme, wanted)
  expect(readFileSync(readme, 'utf8')).toBe(wanted)
})

test('every field of the schema has a default', () => {
  expect(withoutDefault(chartFolder)).toEqual([])
})
