// What a killed poller leaves behind: nothing that the next tick does not finish.
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processesWith, releasesOf } from '../poller/fixtures/by-hand.ts'
import { eventually } from '../support/eventually.ts'
import { type Stack, startStack } from '../support/stack.ts'

const short = { LEASE_TTL_SECONDS: '4', HELM_TIMEOUT_SECONDS: '3', HELM_STOP_GRACE_SECONDS: '0.5' }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings: short })
})
afterAll(() => stack.stop())

const slowWrites = {
  api: [
    { match: { verb: 'create' }, fault: 'delay', delayMs: 120 },
    { match: { verb: 'delete' }, fault: 'delay', delayMs: 120 },
  ],
}

test('SIGKILL in the middle of an install: Helm dies with the poller, the next one finishes, with one release', async () => {
  await stack.sandbox.setScenario(slowWrites)
  const { id, namespace } = await stack.create('killed-install')
  const first = stack.startPoller()
  await eventually(async () => (await releasesOf(stack, namespace)).some((one) => one.includes('pending-install')), {
    what: 'a pending release',
  })
  first.kill('SIGKILL')
  await first.ended
  await eventually(() => processesWith('helm', 'install', id).length === 0, {
    deadlineMs: 2_000,
    what: 'the end of Helm',
  })
  await stack.sandbox.setScenario({})
  const second = stack.startPoller()
  await stack.until(id, 'READY', 25_000)
  expect(await releasesOf(stack, namespace)).toEqual([`sh.helm.release.v1.${id}.v1 deployed`])
  await second.stop()
})

test('SIGKILL in the middle of an uninstall: the next poller finishes, and nothing is left', async () => {
  const { id, namespace } = await stack.create('killed-uninstall')
  const first = stack.startPoller()
  await stack.until(id, 'READY')
  await stack.sandbox.setScenario(slowWrites)
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await eventually(async () => (await releasesOf(stack, namespace)).some((one) => one.includes('uninstalling')), {
    what: 'a release that is being uninstalled',
  })
  first.kill('SIGKILL')
  await first.ended
  await eventually(() => processesWith('helm', 'uninstall', id).length === 0, {
    deadlineMs: 2_000,
    what: 'the end of Helm',
  })
  await stack.sandbox.setScenario({})
  const second = stack.startPoller()
  await stack.until(id, 'DELETED', 25_000)
  const { items } = await stack.sandbox.get('/api/v1/namespaces')
  expect(items.map(({ metadata }) => metadata.name)).not.toContain(namespace)
  await second.stop()
})

test('SIGTERM ends a poller with 0, with no Helm and no lease left behind', async () => {
  await stack.sandbox.setScenario(slowWrites)
  const { id } = await stack.create('terminated')
  const poller = stack.startPoller()
  await eventually(() => processesWith('helm', 'install', id).length > 0, { what: 'Helm at work' })
  expect(await poller.stop()).toBe(0)
  expect(processesWith('helm', 'install', id)).toEqual([])
  expect(await stack.database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL')).toEqual([])
  await stack.sandbox.setScenario({})
  const next = stack.startPoller()
  await stack.until(id, 'READY', 25_000)
  await next.stop()
})

test('no credential is in the argv of a running Helm', async () => {
  await stack.sandbox.setScenario(slowWrites)
  const { id } = await stack.create('argv')
  const poller = stack.startPoller()
  const pids = await eventually(() => {
    const found = processesWith('helm', 'install', id)
    return found.length > 0 && found
  })
  const lines = execFileSync('ps', ['-o', 'args=', '-p', pids.join(',')], { encoding: 'utf8' })
  expect(lines).toContain('install')
  expect(lines).not.toMatch(/[Pp]assword|--set/)
  await stack.sandbox.setScenario({})
  await stack.until(id, 'READY', 25_000)
  await poller.stop()
})
