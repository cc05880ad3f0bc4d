// The database file is written over in place, which keeps its number on the disk: programs say so before they promise anything.
import { copyFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { kubeconfigFor } from '../shared/kubernetes/api-server.ts'
import { eventually } from '../support/eventually.ts'
import { startProgram } from '../support/process.ts'
import { baseEnvironment } from '../support/stack.ts'
import { ask, makeHome, postStore, startFunctions, unavailable } from './fixtures/functions-process.ts'

const cure = 'written over in place'

async function startHome() {
  const home = makeHome()
  const functions = await startFunctions(home)
  onTestFinished(async () => {
    functions.program.kill('SIGKILL')
    await functions.program.ended
    home.remove()
  })
  return { ...home, ...functions }
}

async function createStores(url: string, names: string[]): Promise<void> {
  for (const name of names) expect(await postStore(url, name)).toMatchObject({ status: 202 })
}

/** All that was written is in the file itself, as in that of a backup. */
async function emptyLog(file: string): Promise<void> {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  await database.query('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}

function writeOver(file: string, content: string): void {
  const { ino } = statSync(file)
  copyFileSync(content, file)
  expect(statSync(file).ino).toBe(ino)
}

async function expectRefused(url: string): Promise<void> {
  const reason = expect.stringContaining(cure)
  expect(await ask(url, '/health')).toMatchObject({ status: 503, body: { status: 'unhealthy', reason } })
  expect(await postStore(url, 'late')).toMatchObject(unavailable)
  expect(await ask(url, '/health/ready')).toMatchObject({ status: 503, body: { reasons: [reason] } })
}

test("by another installation's database: functions promise nothing more, and a watching poller says so", async () => {
  const [ours, other] = [await startHome(), await startHome()]
  await createStores(ours.url, ['ours'])
  // The file has what was there before, the log what has come since.
  await emptyLog(ours.file)
  await createStores(ours.url, ['later'])
  await createStores(
    other.url,
    Array.from({ length: 50 }, (_, number) => `other-${number}`),
  )
  expect(await other.program.stop()).toBe(0)
  const env = { ...baseEnvironment(ours.folder), KUBECONFIG: join(ours.folder, 'kubeconfig') }
  writeFileSync(env.KUBECONFIG, JSON.stringify(kubeconfigFor({ server: 'http://127.0.0.1:1' })))
  const poller = startProgram('poller', ['--watch'], { cwd: ours.folder, env })
  onTestFinished(() => poller.kill('SIGKILL'))
  await eventually(() => poller.output().includes('outage.began'), { what: 'a tick that has met its cluster' })
  writeOver(ours.file, other.file)
  await expectRefused(ours.url)
  // In the middle of the copy it finds a file that is cut.
  const refused = () => /written over in place|the database is damaged/.test(poller.output())
  await eventually(refused, { what: 'the cure in the log of the poller' })
})

test('by an older state of its own, such as a backup: functions promise nothing more', async () => {
  const { url, file, folder } = await startHome()
  const backup = join(folder, 'backup.db')
  await createStores(url, ['kept'])
  await emptyLog(file)
  copyFileSync(file, backup)
  await createStores(url, ['lost'])
  await emptyLog(file)
  expect(await ask(url, '/health')).toMatchObject({ status: 200 })
  writeOver(file, backup)
  await expectRefused(url)
})

test('by nothing but its own programs: however often the log is moved into the file, all is well', async () => {
  const { url, file } = await startHome()
  for (const round of [1, 2, 3]) {
    await createStores(url, [`round-${round}`])
    await emptyLog(file)
    expect(await ask(url, '/health')).toMatchObject({ status: 200 })
  }
})
