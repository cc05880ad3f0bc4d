// What an idle tick costs: one claim, and neither Helm nor the Kubernetes client is loaded, let alone the cluster asked.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownKinds } from '../../poller/operations/index.ts'
import { openHeartbeat } from '../../poller/process/heartbeat.ts'
import { tick } from '../../poller/tick/tick.ts'
import { systemClock } from '../../shared/clock.ts'
import { pollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { engines } from '../../shared/engines/index.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { root, startNode } from '../support/process.ts'
import { quietLog } from '../support/quiet-log.ts'
import { baseEnvironment, type Sandbox, startSandbox } from '../support/stack.ts'

let folder: string
let sandbox: Sandbox
let db: TestDatabase
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-e2e-'))
  sandbox = await startSandbox(folder, [])
  db = await makeDatabase()
})
afterAll(async () => {
  await sandbox.program.stop()
  db.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function loadedBy(settings: Record<string, string> = {}): Promise<string> {
  const file = join(folder, 'loaded')
  const env = { ...baseEnvironment(folder), ...sandbox.settings, ...settings, LOADED_MODULES_FILE: file }
  const args = ['--import', 'tsx', '--import', './test/poller/fixtures/record-loads.mjs', 'poller/process/main.ts']
  const poller = startNode(args, { cwd: root, env })
  expect(await poller.ended, poller.output()).toBe(0)
  return readFileSync(file, 'utf8')
}

test('an idle tick loads neither Helm nor the Kubernetes client, reads no chart for a release, and asks the cluster nothing', async () => {
  await loadedBy()
  const before = await sandbox.counts()
  const loaded = await loadedBy()
  expect(loaded).toContain('/poller/tick/tick.ts')
  expect(loaded).not.toMatch(
    /node_modules\/(execa|@kubernetes)\/|shared\/helm\/open-helm|shared\/kubernetes\/open-cluster|poller\/readiness\/|poller\/process\/(own-release|store-releases)/,
  )
  expect(await sandbox.counts()).toEqual(before)
})

test('an idle tick runs one claim and, once its heartbeat is there, writes nothing else', async () => {
  const writes: string[] = []
  const database: Database = {
    ...db.database,
    write: (statements) => {
      writes.push(statements.map(({ sql }) => sql.trim().split(/\s+/).slice(0, 2).join(' ')).join())
      return db.database.write(statements)
    },
  }
  const config = pollerConfig({ ...baseEnvironment(folder) }, root)
  const run = () => {
    const shared = { database, config, clock: systemClock, log: quietLog }
    const heartbeat = openHeartbeat({ ...shared, pollerId: 'idle', version: 'test' })
    const connect = () => Promise.reject(new Error('an idle tick has no business with the cluster'))
    return tick(
      {
        ...shared,
        heartbeat,
        liveness: { beat: () => undefined },
        connect,
        holder: 'idle',
        served: { cluster: config.clusterName, kinds: knownKinds, engines },
        stop: new AbortController().signal,
      },
      { untilMs: Number.POSITIVE_INFINITY },
    )
  }
  await run()
  writes.length = 0
  expect(await run()).toEqual({ claimed: 0, failedAttempts: 0, outage: null })
  expect(writes).toEqual(['UPDATE stores,UPDATE stores,UPDATE stores,SELECT stores.id,'])
})
