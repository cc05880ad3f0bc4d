// The brand of redacted text is given in two files, and by nobody else.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/process.ts'

const sources = ['functions', 'poller', 'shared', 'cli', 'tools'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(room, name)),
)
const filesWith = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))
const home = 'shared/safe-text.ts'

test('markSafe is called by the redactor alone', () => {
  expect(filesWith(/\bmarkSafe\b/).sort()).toEqual(['shared/credentials.ts', home])
})

test('nobody casts a text to SafeText but the file that defines it', () => {
  expect(filesWith(/\bas (unknown as )?SafeText\b|<SafeText>\w/)).toEqual([home])
})

/** Each with what its id is. */
const ids: Record<string, string> = {
  'poller/actions/fix-identity.ts': "a secret key's id, which is a hash of the key",
}

test('ids are called public where there is a reason', () => {
  const callers = filesWith(/\bpublicId\(/).filter((file) => file !== home)
  expect(callers).toEqual(Object.keys(ids))
})

test('our own words come from no error and from no output', () => {
  const taken = sources.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\bownWords\(([^)]*)\)/g)].map(
      ([, words = '']) => `${file}: ${words}`,
    ),
  )
  expect(taken.length).toBeGreaterThan(3)
  expect(
    taken.filter((one) => /error|message|reason|output|stderr|describe|\bany\b|\bas\b/i.test(one.split(': ')[1] ?? '')),
  ).toEqual([])
})
