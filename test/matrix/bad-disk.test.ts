// As test/e2e/bad-disk.test.ts, at length.
import fc from 'fast-check'
import { test } from 'vitest'
import { stories } from '../e2e/fixtures/bad-disk.ts'
import { expectKept } from '../e2e/fixtures/expect-kept.ts'

test('whatever happens to the files of a database, at length: every 202 is there after the cure that is named, or health was 503 before', async () => {
  await fc.assert(fc.asyncProperty(stories, expectKept), { numRuns: 24, endOnFailure: true })
}, 300_000)
