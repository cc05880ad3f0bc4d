// `npm run dev` in a copy of the sources: a change of a file reaches the program or the page that it belongs to.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findHelm } from '../../tools/fetch-tool.ts'
import { eventually } from '../support/eventually.ts'
import { root } from '../support/process.ts'

const copied = ['functions', 'poller', 'shared', 'sandbox', 'tools', 'helm/store', 'package.json', 'tsconfig.json']
let copy: string
let child: ChildProcess
let output = ''
let ended: Promise<number | null>

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'storeplane-dev-copy-')))
  for (const path of copied) cpSync(join(root, path), join(copy, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const path = [dirname(findHelm()), process.env['PATH']].join(delimiter)
  child = spawn(process.execPath, ['--import', 'tsx', 'tools/dev/main.ts'], {
    cwd: copy,
    env: { PATH: path, HOME: copy, TMPDIR: copy, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data))
  ended = new Promise((resolve) => child.once('exit', resolve))
})
afterAll(async () => {
  if (child.exitCode === null) child.kill('SIGINT')
  await ended
  rmSync(copy, { recursive: true, force: true })
})

const seen = (pattern: RegExp) =>
  eventually(() => pattern.exec(output)?.[1], { deadlineMs: 60_000, what: String(pattern) })

function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(copy, file), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(copy, file), text.replaceAll(from, to))
}

test('a changed handler is served after a restart of the functions alone, a changed page has another script, and SIGINT ends all', async () => {
  await seen(/(Ctrl-C ends everything)/)
  const first = await seen(/the API are at (http\S+)/)
  expect(await (await fetch(`${first}/health/live`)).text()).toContain('alive')

  output = ''
  change('functions/endpoints/health-live.ts', "'alive'", "'awake'")
  const second = await seen(/the API are at (http\S+)/)
  expect(second).toBe(first)
  await seen(/(dev: functions was restarted)/)
  expect(await (await fetch(`${second}/health/live`)).text()).toContain('awake')
  expect(output).not.toMatch(/dev: (poller|sandbox) was restarted/)

  const before = await (await fetch(second)).text()
  output = ''
  change('functions/dashboard/texts.ts', "brand: 'Storeplane'", "brand: 'Another'")
  const third = await seen(/the API are at (http\S+)/)
  const after = await (await fetch(third)).text()
  expect(scriptOf(after)).not.toBe(scriptOf(before))
  const script = await (await fetch(new URL(scriptOf(after), third))).text()
  expect(script).toContain('Another')
  expect(script).toContain('location.reload()')

  output = ''
  change('functions/endpoints/health-live.ts', 'import', 'imp ort')
  await seen(/(functions was not built)/)
  expect((await fetch(`${third}/health/live`)).status).toBe(200)

  child.kill('SIGINT')
  expect(await ended).toBe(0)
  await expect(fetch(`${third}/health/live`)).rejects.toThrow()
})

function scriptOf(page: string): string {
  return /src="([^"]+\.js)"/.exec(page)?.[1] ?? ''
}
