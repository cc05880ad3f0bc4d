// What a clean stop leaves of a database: one file, so that another one can be put in its place.
import { readdirSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { startProgram } from '../support/process.ts'
import { baseEnvironment, startSandbox } from '../support/stack.ts'
import { ask, makeHome, postStore, startFunctions } from './fixtures/functions-process.ts'

test('after a creation and a deletion the last program that stops leaves no log behind', async () => {
  const home = makeHome()
  const sandbox = await startSandbox(home.folder, ['--pod-delay', '50'])
  const { url, program } = await startFunctions(home)
  const env = { ...baseEnvironment(home.folder), PROVISIONING_POLL_INTERVAL_SECONDS: '0.3', ...sandbox.settings }
  const poller = startProgram('poller', ['--watch'], { cwd: home.folder, env })
  onTestFinished(async () => {
    await sandbox.program.stop()
    home.remove()
  })
  const { body } = await postStore(url, 'comes-and-goes')
  const status = async () => (await ask(url, `/stores/${body['id']}`)).body['status']
  await eventually(async () => (await status()) === 'READY', { deadlineMs: 20_000 })
  await fetch(`${url}/stores/${body['id']}`, { method: 'DELETE' })
  await eventually(async () => (await status()) === 'DELETED', { deadlineMs: 20_000 })
  expect(await program.stop()).toBe(0)
  expect(await poller.stop()).toBe(0)
  expect(readdirSync(home.folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([])
})
