// Faults of the disk that are made from rules: what was answered 202 is there after the cure, or health was 503 before.
import fc from 'fast-check'
import { test } from 'vitest'
import { stories } from './fixtures/bad-disk.ts'
import { expectKept } from './fixtures/expect-kept.ts'

test('whichever file of the database is deleted, moved, replaced or cut, every 202 is there after the cure that is named, or health was 503 before', async () => {
  await fc.assert(fc.asyncProperty(stories, expectKept), { numRuns: 6, endOnFailure: true })
})
