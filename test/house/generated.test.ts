// Files that are made from others are what `npm run generate` would write, and a stale one is named.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStale, generated } from '../../tools/generate/generated.ts'
import { root } from '../support/process.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('every generated file is current', () => {
  const stale = findStale(generated, read).map(({ file }) => file)
  expect(stale, 'these are stale; run npm run generate').toEqual([])
})

test.each(generated.map(({ file }) => file))(
  'a changed generated part makes %s stale, and writing it cures that',
  (file) => {
    const spoil = (text: string) => {
      const rows = text.split('\n')
      const last = rows.findLastIndex((row) => /^\| |^# [A-Z_]+=|^ {4}- /.test(row))
      return rows.filter((_, index) => index !== last).join('\n')
    }
    const one = generated.filter((other) => other.file === file)
    const [stale] = findStale(one, () => spoil(read(file)))
    expect(stale?.text).toBe(read(file))
    expect(findStale(one, () => stale?.text ?? '')).toEqual([])
  },
)

test('a page that has lost its marks is refused with both of them', () => {
  const marked = generated.filter(({ file }) => file === 'docs/permissions.md')
  expect(() => findStale(marked, () => '# A page')).toThrow(/<!-- permissions: .*<!-- end of permissions -->/)
})
