// The sandbox gives the answers that the real API server gave, but for differences that are listed with their reasons.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { openKubeApi } from '../support/kube-api.ts'
import { type Answer, askAll } from './ask.ts'
import { type Allowed, differences, isAllowed } from './compare.ts'
import { requests } from './requests.ts'

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
const recorded = read('recorded.json') as { kubernetes: string; answers: Record<string, Answer> }
const allowed = read('allowed.json') as Allowed[]

let sandbox: Sandbox
let missed: string[]
let found: ReturnType<typeof differences>
beforeAll(async () => {
  sandbox = await startSandbox({ podDelayMs: 20 })
  // The pod was removed before its second pull, and a slow machine must not come too late for that.
  sandbox.setScenario({ rules: [{ match: { image: '*/missing/*' }, fault: 'image_not_found', retryMs: 60_000 }] })
  const api = await openKubeApi(sandbox.kubeconfigPath)
  const asked = await askAll(api)
  missed = asked.missed
  found = differences(recorded.answers, asked.answers)
  api.close()
})
afterAll(() => sandbox.close())

test('every request of the table was recorded', () => {
  const asked = requests.filter(({ silent }) => !silent).map(({ name }) => name)
  expect(Object.keys(recorded.answers)).toEqual(asked)
})

test('whatever is waited for comes in the sandbox too', () => {
  expect(missed).toEqual([])
})

test('the sandbox answers as the recorded API server did, but for the listed differences', () => {
  const unexplained = found.filter((difference) => !allowed.some((entry) => isAllowed(difference, entry)))
  expect(unexplained).toEqual([])
})

test('every listed difference still occurs, and has its reason', () => {
  const stale = allowed.filter((entry) => !found.some((difference) => isAllowed(difference, entry)))
  expect(stale).toEqual([])
  expect(allowed.filter(({ reason }) => reason.length < 20)).toEqual([])
})
