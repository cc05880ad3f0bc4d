// The simulated cluster in a process of its own, whose output nobody reads.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { eventually } from '../../support/eventually.ts'
import type { Bench } from '../measure.ts'
import { startBundle } from './start-logged.ts'

export type BenchSandbox = {
  settings: Record<string, string>
  apiUrl: string
  /** Requests so far, by verb and resource. */
  requests(): Promise<Record<string, number>>
  setScenario(scenario: object): Promise<void>
  stop(): Promise<void>
}

let started = 0

export async function startSandbox(bench: Bench, args: string[] = []): Promise<BenchSandbox> {
  started++
  const envFile = join(bench.folder, `sandbox-${started}.env`)
  const program = startBundle(bench, {
    name: 'sandbox',
    args: ['--port', '0', '--ingress-port', '0', '--write-env', envFile, ...args],
    env: { PATH: process.env['PATH'] ?? '', HOME: bench.folder },
  })
  const settings = await eventually(() => existsSync(envFile) && parseEnv(readFileSync(envFile, 'utf8')), {
    deadlineMs: 15_000,
    what: 'the sandbox',
  })
  const apiUrl = await program.printed(/API server\s+(http:\S+)/)
  return {
    settings: settings as Record<string, string>,
    apiUrl,
    requests: async () =>
      ((await (await fetch(`${apiUrl}/sandbox/counts`)).json()) as { requests: Record<string, number> }).requests,
    setScenario: async (scenario) => {
      const answer = await fetch(`${apiUrl}/sandbox/scenario`, { method: 'PUT', body: JSON.stringify(scenario) })
      if (!answer.ok) throw new Error(`the sandbox refused a scenario: ${await answer.text()}`)
    },
    stop: program.kill,
  }
}
