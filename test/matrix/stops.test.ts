// Functions that are told to stop at any moment after their start, idle and with requests in flight.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, printed, startProgram } from '../support/process.ts'

const stops = 10
/** glibc overwrites what is freed, so that whoever uses it afterwards is ended for it. */
const freedIsOverwritten = { GLIBC_TUNABLES: 'glibc.malloc.tcache_count=0:glibc.malloc.perturb=118' }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-stops-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function startFunctions(name: string): Program {
  const env = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    DATABASE_URL: `sqlite:///${name}.db`,
    ...freedIsOverwritten,
  }
  return startProgram('functions', [], { cwd: folder, env })
}

/** Beside other work a request may be lost on its way to a program that has ended by then. */
const patienceMs = 20_000

/** Creations, lists and a wait for what never comes; a stop may cut off those that were not taken yet. */
function ask(url: string, round: number): Promise<unknown> {
  const create = (at: number) => {
    const body = JSON.stringify({ name: `shop-${round}-${at}`, engine: 'woocommerce' })
    return fetch(`${url}/stores`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', Prefer: 'wait=30' },
      signal: AbortSignal.timeout(patienceMs),
    })
  }
  const list = (limit: number) => fetch(`${url}/stores?limit=${limit}`, { signal: AbortSignal.timeout(patienceMs) })
  const asked = Array.from({ length: 20 }, (_, at) => (at % 2 ? create(at) : list(at + 1)))
  return Promise.allSettled(asked.map(async (answer) => (await answer).text()))
}

async function stopAfter(round: number, inFlight: boolean): Promise<[unknown, string]> {
  const functions = startFunctions(inFlight ? 'busy' : 'idle')
  const url = await printed(functions, /"url":"(http:[^"]+)"/)
  const asked = inFlight ? ask(url, round) : undefined
  // At another moment of the start each time.
  await setTimeout(round * 15)
  const end = await functions.stop()
  await asked
  return [end, functions.output().trim().split('\n').at(-1) ?? '']
}

test.concurrent.each([
  ['idle', false],
  ['with requests in flight', true],
] as const)(
  'functions that are stopped right after their start, %s, end with 0 and say so last, every time',
  async (_, inFlight) => {
    for (let round = 0; round < stops; round++)
      expect(await stopAfter(round, inFlight)).toEqual([0, expect.stringContaining('"msg":"functions.stopped"')])
  },
  300_000,
)
