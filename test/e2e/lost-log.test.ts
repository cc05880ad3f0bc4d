// The write-ahead log is removed under running programs: both say so at once, and a graceful stop saves all that was answered.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { kubeconfigFor } from '../shared/kubernetes/api-server.ts'
import { eventually } from '../support/eventually.ts'
import { type Program, startProgram } from '../support/process.ts'
import { baseEnvironment } from '../support/stack.ts'
import { ask, makeHome, postStore, startFunctions, unavailable } from './fixtures/functions-process.ts'

const cure = 'stop this program gracefully (SIGTERM'

test('functions and poller refuse a database whose log was removed, a program that starts makes no other, and SIGTERM saves all', async () => {
  const home = makeHome()
  onTestFinished(home.remove)
  const functions = await startFunctions(home)
  const poller = startPoller(home.folder, ['--watch'])
  onTestFinished(() => killAll([functions.program, poller]))
  const hasTicked = async () =>
    !JSON.stringify((await ask(functions.url, '/health/ready')).body).includes('ever ticked')
  await eventually(hasTicked, { what: 'a poller that ticks' })
  const promised: unknown[] = []
  for (let number = 0; number < 20; number++)
    promised.push((await postStore(functions.url, `kept-${number}`)).body['id'])
  for (const end of ['-wal', '-shm']) rmSync(home.file + end)
  const reason = expect.stringContaining(cure)
  expect(await postStore(functions.url, 'late')).toMatchObject(unavailable)
  expect(await ask(functions.url, '/health')).toMatchObject({ status: 503, body: { status: 'unhealthy', reason } })
  expect(await ask(functions.url, '/health/ready')).toMatchObject({ status: 503, body: { reasons: [reason] } })
  await eventually(() => poller.output().includes(cure), { what: 'the cure in the log of the poller' })
  const tick = startPoller(home.folder, [])
  expect(await tick.ended).toBe(1)
  expect(tick.output()).toContain('Stop it gracefully (SIGTERM')
  expect(await Promise.all([functions.program.stop(), poller.stop()])).toEqual([0, 0])
  expect(new Set(await idsIn(home.file))).toEqual(new Set(promised))
})

/** Of a cluster that does not answer: what it works on plays no part here. */
function startPoller(folder: string, args: string[]): Program {
  const env = { ...baseEnvironment(folder), KUBECONFIG: join(folder, 'kubeconfig') }
  writeFileSync(env.KUBECONFIG, JSON.stringify(kubeconfigFor({ server: 'http://127.0.0.1:1' })))
  return startProgram('poller', args, {
    cwd: folder,
    env: { ...env, DATABASE_URL: `file:${join(folder, 'stores.db')}` },
  })
}

async function killAll(programs: Program[]): Promise<void> {
  for (const program of programs) program.kill('SIGKILL')
  await Promise.all(programs.map(({ ended }) => ended))
}

async function idsIn(file: string): Promise<string[]> {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  const rows = await database.query<{ id: string }>('SELECT id FROM stores')
  database.close()
  return rows.map(({ id }) => id)
}
