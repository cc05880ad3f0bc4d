// What the type promises: a raw text cannot be written, neither in a patch nor in an event, and not as part of a sentence.
import { expect, test } from 'vitest'
import { failureSentence } from '../../shared/failure-codes.ts'
import { ownWords, text } from '../../shared/safe-text.ts'
import { toHealth, toWaiting } from '../../shared/stores/patches.ts'
import type { NewEvent } from '../../shared/stores/write-patch.ts'

const raw: string = 'words of the cluster'

test('a raw text does not compile where only a safe one may be', () => {
  const refused = [
    // @ts-expect-error
    toWaiting({ message: raw }),
    // @ts-expect-error
    toHealth({ health: 'degraded', reason: raw }),
    // @ts-expect-error
    failureSentence('crash_loop', raw),
    // @ts-expect-error
    text`Waiting: ${raw}`,
    // @ts-expect-error
    { kind: 'note', message: raw } satisfies NewEvent,
    // @ts-expect-error
    { kind: 'evidence', message: text`seen`, evidence: raw } satisfies NewEvent,
  ]
  expect(refused).toHaveLength(6)
})

test('our own sentence takes numbers and what is safe already', () => {
  expect(text`attempt ${2} of ${8}: ${ownWords('why')}`).toBe('attempt 2 of 8: why')
})
