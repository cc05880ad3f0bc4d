// A poller that is killed in the middle of an install on a real cluster: the next one finishes, with one release.
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import type { Program } from '../support/process.ts'
import { type ClusterPlane, startOnCluster } from './cluster.ts'
import { openSlowDoor, type SlowDoor } from './slow-door.ts'

const short = { LEASE_TTL_SECONDS: '10', HELM_TIMEOUT_SECONDS: '8', HELM_STOP_GRACE_SECONDS: '1' }

let plane: ClusterPlane
let door: SlowDoor
beforeAll(async () => {
  plane = await startOnCluster(short)
  door = await openSlowDoor({ folder: plane.folder, delayMs: 300 })
})
afterAll(async () => {
  await plane?.stop()
  door?.close()
})

test('SIGKILL of the poller in the middle of an install: Helm ends with it, the next poller finishes, with one release', async () => {
  const { id, poller } = await installHalfway('killed-poller')
  poller.kill('SIGKILL')
  await eventually(() => helmsOf(id).length === 0, { deadlineMs: 3_000, what: 'the end of Helm' })
  await finish(id)
})

test('SIGKILL of the poller and its Helm at once, as when a machine fails: the release left behind is replaced by one', async () => {
  const { id, poller } = await installHalfway('killed-machine')
  poller.kill('SIGSTOP')
  for (const pid of helmsOf(id)) process.kill(pid, 'SIGKILL')
  poller.kill('SIGKILL')
  await poller.ended
  expect(await plane.releasesOf(id)).toEqual([`sh.helm.release.v1.${id}.v1 pending-install`])
  await finish(id)
})

async function installHalfway(name: string): Promise<{ id: string; poller: Program }> {
  const poller = plane.startPoller(['--watch'], { KUBECONFIG: door.kubeconfig })
  const { id } = await plane.create(name)
  const pending = async () => (await plane.releasesOf(id)).some((one) => one.endsWith('pending-install'))
  await eventually(pending, { deadlineMs: 20_000, what: 'a pending release' })
  return { id, poller }
}

async function finish(id: string): Promise<void> {
  const next = plane.startPoller()
  await plane.until(id, 'READY', 90_000)
  expect(await plane.releasesOf(id)).toEqual([`sh.helm.release.v1.${id}.v1 deployed`])
  await plane.call('DELETE', `/api/v1/stores/${id}`)
  await plane.until(id, 'DELETED', 60_000)
  expect(await plane.leftOf({ id, namespace: `store-${id}` })).toEqual([])
  await next.stop()
}

/** Helm at work on a store, and the supervisor that watches over it. */
function helmsOf(id: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return words.includes('install') && words.includes(id)
      } catch {
        return false
      }
    })
}
