// What is kept of a store that fails: why, in the cluster's own words, readable when the cluster has forgotten it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveCredentials, secretKey } from '../../shared/credentials.ts'
import { eventually } from '../support/eventually.ts'
import { startProgram } from '../support/process.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

type Event = { id: number; kind: string; code: string; step: string; to: string; message: string; evidence?: string }

async function eventsOf(id: string): Promise<Event[]> {
  return (await stack.call('GET', `/api/v1/stores/${id}/events`)).body['events'] as Event[]
}

/** The one that was kept when the store failed last. */
async function evidenceOf(id: string): Promise<Event & { evidence: string }> {
  const kept = (await eventsOf(id)).filter(({ kind }) => kind === 'evidence')
  expect(kept).toHaveLength(1)
  return kept[0] as Event & { evidence: string }
}

async function storeplane(...words: string[]): Promise<string> {
  const env = { ...stack.environment, STOREPLANE_URL: stack.apiUrl }
  const program = startProgram('storeplane', words, { cwd: stack.folder, env })
  expect(await program.ended, program.output()).toBe(0)
  return program.output()
}

/** FAILED, with `rule` for its set-up Job; the poller starts once the rule stands. */
async function failSetup(name: string, rule: object, api: object[] = []) {
  const { id, namespace } = await stack.create(name)
  const password = deriveCredentials(secretKey(Buffer.alloc(32, 'test')), id).adminPassword
  const root = '[Note] [Entrypoint]: GENERATED ROOT PASSWORD: own-words-of-the-image'
  const log = [
    ...Array.from({ length: 29 }, (_, line) => `line ${line + 1}`),
    root,
    `fatal:\tno login with ${password}`,
  ]
  const match = { namespace, kind: 'Job' }
  const failing = { match, fault: 'failing_job', afterMs: 5, backoffMs: 20, exitCode: 9, log, ...rule }
  await stack.sandbox.setScenario({ rules: [failing], api })
  const poller = stack.startPoller()
  await stack.until(id, 'FAILED')
  await poller.stop()
  return { id, password }
}

let setUpFails: string

test('a store whose set-up fails keeps pod, container, state, exit code, the last 20 log lines and the warnings, before it is FAILED and without its secrets', async () => {
  const { id, password } = await failSetup('set-up-fails', { message: 'the database said no' })
  setUpFails = id
  const { code, step, message, evidence } = await evidenceOf(id)
  expect([code, step]).toEqual(['setup_job_failed', 'setup'])
  expect(message).toMatch(/^What the cluster showed of pod setup-\S+, container \S+ when the store failed$/)
  expect(evidence).toMatch(/^Pod setup-\S+: Failed/)
  expect(evidence).toMatch(/container \S+ of image \S+: not ready, \d+ restarts/)
  expect(evidence).toMatch(/state: terminated: Error, exit code 9: the database said no/)
  expect(evidence.match(/^ {2}line \d+$/gm)).toEqual(Array.from({ length: 18 }, (_, at) => `  line ${at + 12}`))
  expect(evidence).toContain('fatal:  no login with [redacted]')
  expect(evidence).toContain('GENERATED ROOT PASSWORD: [redacted]')
  expect(evidence).not.toContain('own-words-of-the-image')
  expect(evidence).not.toContain(password)
  expect(evidence).toMatch(/Warning events of its namespace, newest first:\n {2}\S+Z BackoffLimitExceeded, Job setup-/)
  const history = await eventsOf(id)
  const failed = history.findIndex(({ to }) => to === 'FAILED')
  const kept = history.slice(0, failed).findIndex(({ kind }) => kind === 'evidence')
  // One transaction writes the evidence, the steps that had ended, and the failure.
  expect(kept).not.toBe(-1)
  expect(history.slice(kept + 1, failed).every(({ kind }) => kind === 'step')).toBe(true)
})

test('storeplane events prints the evidence below the timeline', async () => {
  const printed = await storeplane('events', setUpFails)
  expect(printed).toMatch(/evidence +setup \[setup_job_failed\] +What the cluster showed of pod/)
  expect(printed).toMatch(/\n\n\S+Z {2}What the cluster showed of pod .*:\n {2}Pod setup-/)
  expect(printed).toMatch(/\n {4}fatal: {2}no login with \[redacted\]\n/)
})

test('a container in a crash loop is told by the log of the instance that ended, also when it was the time that ran out', async () => {
  const { id, namespace } = await stack.create('crashes')
  const match = { namespace, labels: { 'app.kubernetes.io/component': 'web' } }
  const crash = { match, fault: 'crash_loop', exitCode: 3, afterMs: 5, backoffMs: 60_000, log: 'fatal: out of luck' }
  await stack.sandbox.setScenario({ rules: [crash] })
  const patient = stack.startPoller()
  const pods = () => stack.sandbox.get(`/api/v1/namespaces/${namespace}/pods`)
  await eventually(async () => JSON.stringify(await pods()).includes('CrashLoopBackOff'))
  await patient.stop()
  const impatient = stack.startPoller(['--watch'], { PROVISIONING_TIMEOUT_SECONDS: '0.1' })
  await stack.until(id, 'FAILED')
  await impatient.stop()
  const { code, evidence } = await evidenceOf(id)
  expect(code).toBe('provisioning_timed_out')
  expect(evidence).toMatch(/^Pod web-/)
  expect(evidence).toMatch(/state: waiting: CrashLoopBackOff: back-off/)
  expect(evidence).toMatch(/last state: terminated: Error, exit code 3/)
  expect(evidence).toMatch(/Last lines of its log, of the instance that ended:\n {2}fatal: out of luck/)
  expect(evidence).toMatch(/BackOff, Pod web-/)
})

test('poller --check asks for the permission to read logs', async () => {
  await stack.sandbox.setScenario({ forbid: [{ verb: 'get', resource: 'pods' }] })
  const check = stack.startPoller(['--check'])
  expect(await check.ended).toBe(1)
  expect(check.output()).toMatch(/FAIL {2}Permissions: missing: get pods\/log;/)
})

test('of a container that never started the evidence says so', async () => {
  const { id, namespace } = await stack.create('no-image')
  await stack.sandbox.setScenario({ rules: [{ match: { namespace, kind: 'Deployment' }, fault: 'image_not_found' }] })
  const poller = stack.startPoller()
  await stack.until(id, 'FAILED')
  await poller.stop()
  const { evidence } = await evidenceOf(id)
  expect(evidence).toMatch(/state: waiting: (ErrImagePull|ImagePullBackOff)/)
  expect(evidence).toContain('No log: it never started')
})

test('a cluster that gives no log, or never answers, makes no store wait for its FAILED longer than three seconds', async () => {
  const log = { verb: 'get', path: '*/log' }
  const refuse = { match: log, fault: 'status', status: 403, message: 'logs are private' }
  const forbidden = await failSetup('no-log', {}, [refuse])
  expect((await evidenceOf(forbidden.id)).evidence).toMatch(/No log: GET .*\/log: logs are private/)
  const hanging = await failSetup('hangs', {}, [{ match: log, fault: 'hang' }])
  const { evidence } = await evidenceOf(hanging.id)
  expect(evidence).toMatch(/state: terminated: Error, exit code 9/)
  expect(evidence).toMatch(/Warning events of its namespace/)
  const [, ms] = /No log: GET .*\/log: no answer within (\d+) ms/.exec(evidence) ?? []
  expect(Number(ms)).toBeLessThanOrEqual(3_000)
})

test('evidence is at most 16 KiB: old warnings go first, then old log lines, and the state stays', async () => {
  const log = Array.from({ length: 20 }, (_, line) => `${line} ${'ö'.repeat(3_000)}`)
  const { id } = await failSetup('talkative', { log, message: `why: ${'ö'.repeat(3_000)}` })
  const { evidence } = await evidenceOf(id)
  expect(Buffer.byteLength(evidence)).toBeLessThanOrEqual(16_384)
  // Of a message this long the kubelet has cut the beginning, so its first word may be half of one.
  expect(evidence).toMatch(/state: terminated: Error, exit code 9: … ö{500}/)
  expect(evidence).toContain('19 ö')
  expect(evidence).not.toContain('\n  0 ö')
  expect(evidence).toMatch(/Last lines of its log:\n {2}\(\d+ more left out\)\n/)
})
