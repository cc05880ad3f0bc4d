// What systemd is told of a program, through a systemd-notify of the test's own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { openServiceManager } from '../../shared/service-manager.ts'
import { eventually } from '../support/eventually.ts'
import { movableClock } from '../support/movable-clock.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeSystemdNotify } from '../support/systemd-notify.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-service-manager-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('systemd is told that a program is ready, and that it lives at a third of the time that it allows', async () => {
  const { environment, told } = makeSystemdNotify(join(folder, 'alive'))
  const { clock, pass } = movableClock()
  const watched = { ...environment, WATCHDOG_USEC: '90000000', WATCHDOG_PID: '7' }
  const manager = openServiceManager({ environment: watched, pid: 7, clock, log: quietLog })
  manager?.ready()
  await eventually(() => told().length === 1)
  manager?.watchdog()
  pass(30_000)
  manager?.watchdog()
  manager?.watchdog()
  await eventually(() => told().length >= 2)
  expect(told()).toEqual(['READY=1', 'WATCHDOG=1'])
})

test('a stop right after the start is told after it, however long the first message takes', async () => {
  const { environment, told } = makeSystemdNotify(join(folder, 'order'), { firstTakesSeconds: 0.3 })
  const manager = openServiceManager({ environment, pid: 7, clock: systemClock, log: quietLog })
  manager?.ready()
  manager?.stopping()
  await eventually(() => told().length >= 2)
  expect(told()).toEqual(['READY=1', 'STOPPING=1'])
})

test('systemd-notify is handed the socket and nothing that is secret', async () => {
  const { environment, surroundings } = makeSystemdNotify(join(folder, 'secret'))
  const given = { ...environment, STORE_SECRET_KEY: 'secret' }
  openServiceManager({ environment: given, pid: 7, clock: systemClock, log: quietLog })?.ready()
  await eventually(() => surroundings().includes('NOTIFY_SOCKET=/run/notify'))
  expect(surroundings()).not.toContain('secret\n')
})

test('where no service manager asked, none is told', () => {
  expect(openServiceManager({ environment: {}, pid: 7, clock: systemClock, log: quietLog })).toBeUndefined()
})
