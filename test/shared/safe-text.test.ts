// Texts of the cluster and of Helm reach no writer unredacted: `npm run check` compiles this file, and each line that is marked
// must not compile by itself.
import { expect, test } from 'vitest'
import { release } from '../../poller/leases/index.ts'
import type { Heartbeat } from '../../poller/process/heartbeat.ts'
import type { Database } from '../../shared/database/database.ts'
import { failureSentence } from '../../shared/failure-codes.ts'
import type { Step } from '../../shared/operations/index.ts'
import { ownWords, publicId, type Redact, type SafeText, text } from '../../shared/safe-text.ts'
import type { BusyStore } from '../../shared/stores/index.ts'
import { type OperationPatch, type StorePatch, toFailed, toHealth, toWaiting } from '../../shared/stores/patches.ts'
import type { NewEvent } from '../../shared/stores/write-patch.ts'

type Given = {
  raw: string
  error: Error
  redact: Redact
  step: Step
  store: BusyStore
  database: Database
  heartbeat: Heartbeat
}

/** Never called: what counts is that it compiles as it stands. */
function compileOnly({ raw, error, redact, step, store, database, heartbeat }: Given) {
  const safe: SafeText = redact(raw)
  return [
    // What was redacted goes everywhere.
    toWaiting({ message: safe, pendingFault: safe }),
    toFailed({ code: 'crash_loop', reason: safe, step }),
    toHealth({ health: 'degraded', reason: safe }),
    { kind: 'evidence', message: safe, evidence: safe } satisfies NewEvent,
    text`Work at the step ${ownWords(step)} failed ${3} times: ${safe}`,
    () => release(database, [store], safe),
    () => heartbeat.clusterFailed(safe),

    // A patch of an operation.
    // @ts-expect-error a raw message
    toWaiting({ message: raw }),
    // @ts-expect-error a raw fault that waits
    toWaiting({ message: safe, pendingFault: raw }),
    // @ts-expect-error JSON of a text is another text
    toWaiting({ message: safe, pendingFault: JSON.stringify({ message: safe }) }),
    // @ts-expect-error a raw message
    { message: raw } satisfies OperationPatch,
    // @ts-expect-error a raw reason
    { failureReason: raw } satisfies OperationPatch,

    // A patch of a store.
    // @ts-expect-error a raw reason
    toFailed({ code: 'crash_loop', reason: raw, step }),
    // @ts-expect-error a raw reason
    toHealth({ health: 'degraded', reason: raw }),
    // @ts-expect-error a raw reason
    { failureReason: raw } satisfies StorePatch,
    // @ts-expect-error a raw reason
    { healthReason: raw } satisfies StorePatch,

    // An event.
    // @ts-expect-error a raw message
    { kind: 'note', message: raw } satisfies NewEvent,
    // @ts-expect-error raw evidence
    { kind: 'evidence', message: safe, evidence: raw } satisfies NewEvent,

    // What waits for the cluster, and what a poller says of it.
    // @ts-expect-error a raw outage
    () => release(database, [store], raw),
    // @ts-expect-error a raw problem
    () => heartbeat.clusterFailed(raw),

    // Ways to make one text of others.
    // @ts-expect-error a raw text between the braces
    text`Helm failed: ${raw}`,
    // @ts-expect-error a raw detail
    failureSentence('crash_loop', raw),
    // @ts-expect-error a template that is not `text`
    toWaiting({ message: `Helm failed: ${safe}` }),
    // @ts-expect-error a part of a redacted text
    toWaiting({ message: safe.slice(10) }),

    // What claims to be our own words.
    // @ts-expect-error any string
    ownWords(raw),
    // @ts-expect-error an error's message
    ownWords(error.message),
    // @ts-expect-error a message with words of ours before it
    ownWords(`Helm failed: ${error.message}`),
  ]
}

test('what is written is a sentence of ours with values that are safe', () => {
  expect(compileOnly).toBeTypeOf('function')
  expect(text`a ${ownWords('b')}\n${5}`).toBe('a b\n5')
})

test('a public id is shown, and nothing else that stands in its place', () => {
  expect(publicId('4d6269431248')).toBe('4d6269431248')
  for (const other of ['', 'a b', 'password=s3cret', 'x'.repeat(41)]) expect(publicId(other)).toBe('(not shown)')
})
