// A database in which an installation has lived for a while: stores in every state with their histories, keys, pollers, leases.
import { claim, finish, markProgress, release } from '../../poller/leases/index.ts'
import { makeApiKey } from '../../shared/api-keys.ts'
import type { Database } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { engines } from '../../shared/engines/index.ts'
import { recordCluster } from '../../shared/installation.ts'
import { cancelOperation, operationKinds, type Step } from '../../shared/operations/index.ts'
import { markSafe, ownWords } from '../../shared/safe-text.ts'
import {
  type BusyStore,
  type Caller,
  createStore,
  getStore,
  idempotencyKey,
  recordReveal,
  requestDeletion,
  requestRetry,
} from '../../shared/stores/index.ts'
import {
  type Patch,
  type StorePatch,
  toDeleted,
  toFailed,
  toHealth,
  toReady,
  toWaiting,
} from '../../shared/stores/patches.ts'
import type { NewEvent } from '../../shared/stores/write-patch.ts'
import { beat } from '../functions/place-store.ts'
import { leaseStore, moveStore, patchStore } from './place-store.ts'

const owners = ['default', 'shop-team', 'Müller & Søn']
const secretKeyId = '5f3a9c01'

/** Every ninth store has come as far as the first; nothing is leased any more and no poller ticks. */
export async function liveIn(database: Database, { stores }: { stores: number }): Promise<void> {
  await makeKeys(database)
  await makeSurroundings(database)
  for (let number = 0; number < stores; number++) await liveOne(database, number)
}

async function liveOne(database: Database, number: number): Promise<void> {
  const owner = owners[number % owners.length] ?? ''
  const caller: Caller = { owner, allOwners: false, keyId: `key_${number % owners.length}` }
  const [name, engine] = [`shop-${number}`, number % 3 === 0 ? 'medusa' : 'woocommerce'] as const
  const idempotency = number % 4 === 0 ? idempotencyKey(owner, `key-${number}`, ['create', name, engine]) : undefined
  const wantedRelease = number % 5 === 0 ? 'store-1.0.0' : null
  const wanted = { name, engine, caller, requestId: `request-${number}`, release: wantedRelease, idempotency }
  const { id } = await createStore(database, wanted)
  const asked = { id, caller, requestId: `later-${number}` }
  switch (number % 9) {
    case 0:
      return
    case 1:
      return loseLease(database, await begin(database, id, name))
    case 2:
      return fail(database, id, name)
    case 3:
      return succeed(database, await begin(database, id, name))
    case 4:
      await succeed(database, await begin(database, id, name))
      await recordReveal(database, {
        store: await getStore(database, id, caller),
        caller,
        requestId: `reveal-${number}`,
      })
      return void (await patchStore(
        database,
        id,
        toHealth({ health: 'degraded', reason: ownWords('Pods not ready: web') }),
      ))
    case 5:
      await succeed(database, await begin(database, id, name))
      await requestDeletion(database, asked)
      if (number % 2 === 1) await end(database, await take(database, id), { patch: toDeleted() })
      return
    case 6:
      await fail(database, id, name)
      return void (await requestRetry(database, asked))
    case 7: {
      const store = await begin(database, id, name)
      await cancelOperation(database, { id: store.operation.id, caller })
      return release(database, [store])
    }
    case 8:
      return void (await moveStore(database, id, 'SUSPENDED'))
  }
}

async function makeKeys(database: Database): Promise<void> {
  const keys = owners.map((owner, number) => ({ ...makeApiKey(), owner, limit: number === 1 ? 20 : null }))
  await database.write(
    keys.map(({ id, hash, owner, limit }) => ({
      sql: `INSERT INTO api_keys (id, hash, owner, scopes, max_stores, created_at, last_used_at)
        VALUES (:id, :hash, :owner, 'read,write', :limit, ${now}, ${now})`,
      args: { id, hash, owner, limit },
    })),
  )
}

/** Two pollers that have fallen silent, their cluster, a release, and a lease that nobody holds. */
async function makeSurroundings(database: Database): Promise<void> {
  await beat(database, 'north/0a1b2c3d', { ageMs: 60_000 })
  await beat(database, 'south/0a1b2c3d', { ageMs: 86_000_000, clusterProblem: 'connect ECONNREFUSED', stopped: true })
  await recordCluster(database, { name: 'default', uid: '6f1c0e5e-3c0b-4b53-9d0e-0f7a4d1f6a10' })
  await database.write([
    {
      sql: `INSERT INTO releases (name, digest, chart_name, chart_version, content, actor, created_at)
        VALUES ('store-1.0.0', 'sha256:00', 'store', '1.0.0', 'H4sIAAAAAAAA', 'poller', ${now})`,
    },
    { sql: `UPDATE clusters SET default_release = 'store-1.0.0', default_release_by = 'poller'` },
    {
      sql: `INSERT INTO poller_processes (id, poller_id, pid, last_beat_at)
        VALUES ('north:1:aaaaaaaa', 'north/0a1b2c3d', 1, ${now} - 60000)`,
    },
    { sql: `INSERT INTO leases (name, token, completed_at) VALUES ('sweep', 41, ${now} - 90000)` },
  ])
}

/** As a poller takes it for Helm: its identity is fixed, its release is next. */
async function begin(database: Database, id: string, name: string): Promise<BusyStore> {
  const identity: StorePatch = {
    host: `${name}.shops.example.com`,
    url: `https://${name}.shops.example.com`,
    adminEmail: `admin@${name}.shops.example.com`,
    keyId: secretKeyId,
  }
  const store = await take(database, id)
  const patch: Patch = { store: identity, operation: { step: 'release', message: ownWords('Helm is installing') } }
  return (await markProgress(database, { store, patch })) as BusyStore
}

async function succeed(database: Database, store: BusyStore): Promise<void> {
  const waiting = toWaiting({ step: 'web', message: ownWords('Waiting for its pods'), requeueAfterMs: 0 })
  await end(database, store, { patch: waiting, reachedStep: 'setup' })
  const patch = toReady({ helmRevision: 1, appliedRelease: store.release })
  await end(database, await take(database, store.id), { patch, reachedStep: 'url' })
}

async function fail(database: Database, id: string, name: string): Promise<void> {
  const said = `Pods not ready: container "web" of pod web-0 ended 3 times; it's last words: "panic"`
  const evidence = markSafe(JSON.stringify({ logs: 'Fatal error: Uncaught Exception\n 日本 😀 '.repeat(20) }))
  await end(database, await begin(database, id, name), {
    patch: toFailed({ code: 'crash_loop', reason: ownWords(said), step: 'web' }),
    reachedStep: 'database',
    events: [{ kind: 'evidence', message: ownWords('What the pod said last'), evidence }],
  })
}

/** This store, as a poller takes it; the others have time. */
async function take(database: Database, id: string): Promise<BusyStore> {
  await database.write([
    { sql: `UPDATE stores SET due_at = ${now} + 3600000 WHERE due_at IS NOT NULL AND id <> :id`, args: { id } },
  ])
  const claimed = await claim(database, {
    holder: 'north:1:aaaaaaaa',
    ttlMs: 60_000,
    free: { helm_install: 1, helm_remove: 1, check: 1 },
    served: { cluster: 'default', kinds: operationKinds, engines },
  })
  const found = claimed.find((store) => store.id === id)
  if (found === undefined) throw new Error(`${id} was not due`)
  return found
}

type End = { patch: Patch; reachedStep?: Step; events?: NewEvent[] }

async function end(database: Database, store: BusyStore, write: End): Promise<void> {
  if (!(await finish(database, { store, ...write }))) throw new Error(`the lease on ${store.id} was lost`)
}

/** As after a poller that died: its lease has run out. */
function loseLease(database: Database, { id, leaseToken }: BusyStore): Promise<void> {
  return leaseStore(database, id, { holder: 'north:1:aaaaaaaa', inMs: -60_000, token: leaseToken })
}
