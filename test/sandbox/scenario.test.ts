// How a scenario is read, replaced and followed, and when it is refused.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { eventually } from '../support/eventually.ts'
import { call } from './support/client.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

test('the scenario can be read and replaced over HTTP; a faulty one is refused by name and changes nothing', async () => {
  const good = { rules: [{ match: { namespace: 'x' }, fault: 'slow', delayMs: 5 }] }
  expect((await call(sandbox, 'PUT', '/sandbox/scenario', { body: good })).status).toBe(200)
  const refused = await call(sandbox, 'PUT', '/sandbox/scenario', { body: { rules: [{ fault: 'meteor' }] } })
  expect(refused.status).toBe(400)
  expect(refused.body['message']).toContain('rules[0] has the unknown fault "meteor"')
  expect((await call(sandbox, 'GET', '/sandbox/scenario')).body).toEqual(good)
})

test.each([
  [{ rule: [] }, 'the scenario has the unknown field "rule"'],
  [{ rules: [{ fault: 'slow', exitCode: 1 }] }, 'rules[0] has the unknown field "exitCode"'],
  [{ rules: [{ fault: 'slow', match: { nmae: 'x' } }] }, 'rules[0].match has the unknown field "nmae"'],
  [{ rules: [{ fault: 'slow', delayMs: '5' }] }, 'rules[0].delayMs must be a number'],
  [{ api: [{ fault: 'slow' }] }, 'api[0] has the unknown fault "slow"'],
  [{ rules: [{}] }, 'rules[0] needs "fault"'],
])('the scenario %j is refused with the name of its fault', async (scenario, message) => {
  const { status, body } = await call(sandbox, 'PUT', '/sandbox/scenario', { body: scenario })
  expect(status).toBe(400)
  expect(body['message']).toContain(message)
})

test('a scenario file is followed at once, and a faulty one leaves the one before in force', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'))
  const scenarioFile = join(folder, 'scenario.json')
  const write = (text: string) => {
    writeFileSync(`${scenarioFile}.new`, text)
    renameSync(`${scenarioFile}.new`, scenarioFile)
  }
  write('{}')
  const warnings: string[] = []
  const own = await startSandbox({ scenarioFile, warn: (text) => warnings.push(text) })
  const inForce = async () => (await call(own, 'GET', '/sandbox/scenario')).body
  write('{"forbid":[{"verb":"create"}]}')
  await eventually(async () => (await inForce())['forbid'], { deadlineMs: 1000, everyMs: 10 })
  write('{"forbid":')
  await eventually(() => warnings.length > 0)
  expect(warnings[0]).toContain('not JSON')
  expect(await inForce()).toEqual({ forbid: [{ verb: 'create' }] })
  await own.close()
  rmSync(folder, { recursive: true })
})
