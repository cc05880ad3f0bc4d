// A database in which an installation has lived for a while: stores in every state with their histories, keys, pollers, leases.

import { claim, finish, markProgress, type StoreChange } from '../../poller/leases/index.ts'
import { makeApiKey } from '../../shared/api-keys.ts'
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import {
  createStore,
  idempotencyKey,
  recordReveal,
  requestDeletion,
  requestRetry,
  type Store,
} from '../../shared/stores/index.ts'
import { beat } from '../functions/place-store.ts'

const owners = ['default', 'shop-team', 'Müller & Søn']
const evidence = JSON.stringify({ logs: 'Fatal error: Uncaught Exception\n 日本 😀 '.repeat(20) })

/** Every seventh store has come as far as the first; nothing is leased any more and no poller ticks. */
export async function liveIn(database: Database, { stores }: { stores: number }): Promise<void> {
  await makeKeys(database)
  for (const [id, ageMs] of [
    ['north/0a1b2c3d', 60_000],
    ['south/0a1b2c3d', 86_000_000],
  ] as const)
    await beat(database, id, { ageMs, clusterProblem: ageMs > 90_000 ? 'connect ECONNREFUSED' : null })
  await database.write([
    { sql: "UPDATE installation SET cluster_uid = '6f1c0e5e-3c0b-4b53-9d0e-0f7a4d1f6a10'" },
    {
      sql: `INSERT INTO leases (name, holder, token, expires_at, done_at) VALUES ('sweep', NULL, 41, NULL, ${now} - 90000)`,
    },
  ])
  for (let number = 0; number < stores; number++) await liveOne(database, number)
}

async function liveOne(database: Database, number: number): Promise<void> {
  const owner = owners[number % owners.length] ?? ''
  const caller = { owner, everything: false }
  const [name, engine] = [`shop-${number}`, number % 3 === 0 ? 'medusa' : 'woocommerce'] as const
  const idempotency = number % 4 === 0 ? idempotencyKey(owner, `key-${number}`, ['create', name, engine]) : undefined
  const { id } = await createStore(database, { name, engine, caller, requestId: `request-${number}`, idempotency })
  const asked = { id, caller, requestId: `later-${number}` }
  const stage = number % 7
  if (stage === 0) return
  if (stage === 1) return dieOver(await take(database, id), database)
  if (stage === 2 || stage === 6) {
    await settle(database, id, failed)
    if (stage === 6) await requestRetry(database, asked)
    return
  }
  const store = await settle(database, id, ready(name))
  if (stage === 4) {
    await recordReveal(database, { store, caller, requestId: `reveal-${number}` })
    await database.write([
      {
        sql: `UPDATE stores SET health = 'degraded', health_reason = 'Pods not ready: web', updated_at = ${now} WHERE id = ?`,
        args: [id],
      },
    ])
  }
  if (stage === 5) {
    await requestDeletion(database, asked)
    if (number % 2 === 1)
      await settle(database, id, { status: 'DELETED', step: null, progressMessage: null, dueInMs: null })
  }
}

async function makeKeys(database: Database): Promise<void> {
  const keys = owners.map((owner, number) => ({ ...makeApiKey(), owner, limit: number === 1 ? 20 : null }))
  await database.write(
    keys.map(({ id, hash, owner, limit }) => ({
      sql: `INSERT INTO api_keys (id, hash, owner, scopes, max_stores, created_at, last_used_at) VALUES (?, ?, ?, 'read,write', ?, ${now}, ${now})`,
      args: [id, hash, owner, limit],
    })),
  )
}

const ready = (name: string): StoreChange => ({
  status: 'READY',
  step: null,
  progressMessage: null,
  dueInMs: null,
  health: 'healthy',
  host: `${name}.shops.example.com`,
  url: `https://${name}.shops.example.com`,
  keyId: '5f3a9c01',
  releaseVersion: 1,
})

const failed: StoreChange = {
  status: 'FAILED',
  step: null,
  progressMessage: null,
  dueInMs: null,
  failureCode: 'crash_loop',
  failureReason: 'Pods not ready: container "web" of pod web-0 ended 3 times; it\'s last words: "panic"',
  cause: 'CrashLoopBackOff',
}

/** This store, as a poller takes it; the others have time. */
async function take(database: Database, id: string): Promise<Store> {
  await database.write([
    { sql: `UPDATE stores SET due_at = ${now} + 3600000 WHERE due_at IS NOT NULL AND id <> ?`, args: [id] },
  ])
  const stores = await claim(database, {
    holder: 'north/1',
    ttlMs: 60_000,
    free: { install: 1, uninstall: 1, check: 1 },
  })
  return stores.at(-1) as Store
}

async function settle(database: Database, id: string, change: StoreChange): Promise<Store> {
  const store = await take(database, id)
  const events =
    change.status === 'FAILED' ? [{ kind: 'evidence' as const, message: 'What the pod said last', evidence }] : []
  return (await finish(database, {
    store,
    change,
    reachedStep: change.status === 'READY' ? 'url' : undefined,
    events,
  })) as Store
}

async function dieOver(store: Store, database: Database): Promise<void> {
  await markProgress(database, {
    store,
    change: { step: 'release', progressMessage: 'Helm is installing', keyId: '5f3a9c01' },
  })
  await database.write([{ sql: 'UPDATE stores SET lease_expires_at = 1 WHERE id = ?', args: [store.id] }])
}
