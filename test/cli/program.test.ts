// The command line as a person has it: the built program, on a real terminal and against the built functions.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Program, startProgram } from '../functions/start-program.ts'
import { eventually } from '../support/eventually.ts'

let folder: string
let functions: Program
let environment: Record<string, string>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-program-'))
  writeFileSync(join(folder, '.env'), 'DATABASE_URL=sqlite:///program.db\n')
  expect((await storeplane('admin', 'migrate')).code).toBe(0)
  functions = startProgram('functions', { folder })
  environment = { STOREPLANE_URL: await functions.url(), HOME: folder }
})
afterAll(async () => {
  functions.child.kill('SIGTERM')
  await functions.exit
  rmSync(folder, { recursive: true, force: true })
})

async function storeplane(...args: string[]) {
  const { exit, output } = startProgram('cli', { args, folder, environment })
  return { ...(await exit), ...output }
}

type OnTerminal = { child: ChildProcess; output: () => string; exit: Promise<number | null> }

/** util-linux's `script` gives the program a terminal of so many columns. */
function onTerminal(
  command: string,
  { columns = 80, more = {} }: { columns?: number; more?: Record<string, string> } = {},
): OnTerminal {
  const program = `'${process.execPath}' '${resolve('dist/storeplane.mjs')}'`
  const child = spawn('script', ['-qec', `stty cols ${columns}; exec ${program} ${command}`, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], TERM: 'xterm', ...environment, ...more },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', (data) => {
    output += data
  })
  return { child, output: () => output, exit: new Promise((ended) => child.on('close', ended)) }
}

test('create --wait prints the id at once, and Ctrl-C says what the store waits for and how to look at it', async () => {
  const args = ['create', 'waited-for', '--engine', 'woocommerce', '--wait']
  const { child, exit, output } = startProgram('cli', { args, folder, environment })
  const id = await eventually(() => /^(waited-for-\w{6})\n$/.exec(output.stdout)?.[1], { what: 'the id' })
  await eventually(() => output.stderr.includes('PROVISIONING'), { what: 'the progress' })
  child.kill('SIGINT')
  expect(await exit).toEqual({ code: 130, signal: null })
  expect(output.stderr).toContain('until one is started: node dist/poller.mjs --watch')
  expect(output.stderr).toContain(`${id} waits for a poller; storeplane show ${id} says how far it is`)
  expect((await storeplane('show', id)).stdout).toMatch(/status +PROVISIONING/)
})

test('on a terminal delete asks, and list is in colour and fits the width, unless NO_COLOR', async () => {
  const { stdout } = await storeplane('create', 'asked-about', '--engine', 'medusa')
  const asking = onTerminal('delete asked-about')
  await eventually(() => asking.output().includes('[y/N]'), { what: 'the question' })
  expect(asking.output()).toContain(`Delete the store ${stdout.trim()} (medusa, PROVISIONING)`)
  asking.child.stdin?.write('n\n')
  expect(await asking.exit).toBe(1)
  expect(asking.output()).toContain('Nothing was deleted.')

  const listed = onTerminal('list --q asked', { columns: 55 })
  expect(await listed.exit).toBe(0)
  expect(listed.output()).toContain('\u001b[33mPROVISIONING\u001b[39m')
  const widths = listed
    .output()
    .replaceAll(/\u001b\[\d+m/g, '')
    .split('\r\n')
    .map((line) => line.length)
  expect(Math.max(...widths)).toBe(55)
  const plain = onTerminal('list --q asked', { more: { NO_COLOR: '1' } })
  await plain.exit
  expect(plain.output()).not.toContain('\u001b[')
})

test('on a terminal login asks for URL and key, and what is typed as the key is not shown', async () => {
  const asking = onTerminal('login')
  await eventually(() => asking.output().includes('URL of the API'), { what: 'the first question' })
  asking.child.stdin?.write(`${environment['STOREPLANE_URL']}\n`)
  await eventually(() => asking.output().includes('API key'), { what: 'the second question' })
  asking.child.stdin?.write('sp_not-shown\n')
  expect(await asking.exit).toBe(0)
  expect(asking.output()).toContain('this API asks for no key yet, so the key could not be tried')
  expect(asking.output()).not.toContain('sp_not-shown')
})
