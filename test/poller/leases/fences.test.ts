// Every statement with which a holder writes names the store, its operation and the lease's token, whatever it writes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim, finish, markProgress, release } from '../../../poller/leases/index.ts'
import { definitionOf } from '../../../poller/operations/index.ts'
import type { Database, Statement } from '../../../shared/database/database.ts'
import { text } from '../../../shared/safe-text.ts'
import type { BusyStore } from '../../../shared/stores/index.ts'
import { toFailed, toReady, toWaiting } from '../../../shared/stores/patches.ts'
import { clearStores } from '../../support/clear-stores.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { placeStore } from '../../support/place-store.ts'
import { bindsOf } from '../statements.ts'
import { served } from '../ticking.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase()
})
afterAll(() => db.remove())

const reason = text`Pods not ready`
const events = [{ kind: 'note' as const, message: text`seen` }]
const writes: Record<string, (database: Database, store: BusyStore) => Promise<unknown>> = {
  'a wait': (database, store) =>
    finish(database, { store, patch: toWaiting({ step: 'web', message: text`Waiting`, requeueAfterMs: 0 }), events }),
  'a success': (database, store) =>
    finish(database, { store, patch: toReady({ helmRevision: 1, appliedRelease: null }), events }),
  'a failure at a step behind the one that was reached': (database, store) =>
    finish(database, {
      store,
      patch: toFailed({ code: 'crash_loop', reason, step: 'url' }),
      reachedStep: 'web',
      events,
    }),
  'progress that is marked': (database, store) =>
    markProgress(database, { store, patch: { store: { keyId: 'k' }, operation: { step: 'namespace' } }, events }),
  'a poisoned removal that says so': (database, store) =>
    markProgress(database, { store, patch: { operation: { message: describePoisoned() } }, events }),
  'an outage': (database, store) => release(database, [store], text`Waiting for the cluster: gone`),
}

function describePoisoned() {
  const message = definitionOf('delete').describePoisoned({ expiredLeases: 5 } as BusyStore)
  return message ?? expect.fail('five expired leases are told')
}

test.each(Object.entries(writes))('%s', async (_, write) => {
  await clearStores(db.database)
  await placeStore(db.database, { store: { url: 'http://x' } })
  const free = { helm_install: 1, helm_remove: 1, check: 1 }
  const [store] = await claim(db.database, { holder: 'a', ttlMs: 60_000, free, served })
  if (store === undefined) throw new Error('nothing was due')
  const statements: Statement[] = []
  const recording: Database = {
    ...db.database,
    write: (some) => {
      statements.push(...some)
      return db.database.write(some)
    },
  }
  await write(recording, store)
  const fenced = statements.filter(({ sql }) => !/^\s*SELECT/.test(sql) && !isRelease(sql))
  expect(fenced.length).toBeGreaterThan(0)
  for (const statement of fenced) {
    expect(statement.sql).toMatch(/lease_token = :\w+/)
    expect(Object.values(bindsOf(statement))).toEqual(
      expect.arrayContaining([store.id, store.operation.id, store.leaseToken]),
    )
  }
})

/** Giving a lease up is right whichever operation is open by now: the holder of a cancelled one has to. */
function isRelease(sql: string): boolean {
  return /^UPDATE stores SET lease_holder = NULL/.test(sql) && !sql.includes('RETURNING')
}
