// Starts one of the programs as a process in a folder of its own: the built one where it is, else its source.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { eventually } from '../support/eventually.ts'

export type Program = {
  child: ChildProcess
  /** All that it has written so far. */
  output: { stdout: string; stderr: string }
  exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** The `url` of its log line. */
  url(): Promise<string>
}

export type StartOptions = { args?: string[]; environment?: Record<string, string>; folder: string }

const built = { functions: 'dist/functions.mjs', cli: 'dist/storeplane.mjs' }
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

export function startProgram(name: keyof typeof built, { args = [], environment = {}, folder }: StartOptions): Program {
  const file = existsSync(built[name]) ? [resolve(built[name])] : ['--import', tsx, resolve(`${name}/main.ts`)]
  const child = spawn(process.execPath, [...file, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (data) => {
      output[stream] += data
    })
  const exit = new Promise<Awaited<Program['exit']>>((done) => {
    child.on('close', (code, signal) => done({ code, signal }))
  })
  return {
    child,
    output,
    exit,
    url: () => eventually(() => /"url":"([^"]+)"/.exec(output.stderr)?.[1], { what: `the url of ${name}` }),
  }
}
