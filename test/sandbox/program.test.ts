// The sandbox as a program: its options, its files, its end.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseOptions, usage } from '../../sandbox/options.ts'
import { eventually } from '../support/eventually.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-program-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const command = ['--import', 'tsx', 'sandbox/main.ts']

function run(...args: string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [...command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(String(chunk)))
  return { child, output: () => chunks.join('') }
}

const failing = (...args: string[]) => spawnSync(process.execPath, [...command, ...args], { encoding: 'utf8' })

test('the program says that it is a simulation, writes where it is, and ends at once with 0 on SIGTERM', async () => {
  const envFile = join(folder, 'sandbox.env')
  const { child, output } = run('--write-env', envFile, '--pod-delay', '20')
  await eventually(() => existsSync(envFile) && output().includes('STORE_URL_TEMPLATE'), { deadlineMs: 15_000 })
  expect(output()).toContain('THIS IS A SIMULATION')
  const env = Object.fromEntries(
    readFileSync(envFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/)),
  )
  expect(env).toMatchObject({
    BASE_DOMAIN: 'localhost',
    STORE_URL_TEMPLATE: expect.stringMatching(/^http:\/\/\{name\}\.\{domain\}:\d+$/),
    INGRESS_PROBE_ADDRESS: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
  })
  expect(statSync(envFile).mode & 0o777).toBe(0o600)
  const values = JSON.parse(readFileSync(env['HELM_ENV_VALUES_FILE'], 'utf8'))
  expect(values).toMatchObject({ medusa: { image: 'sandbox.invalid/medusa:2' }, ingress: { className: 'sandbox' } })
  const [{ cluster }] = JSON.parse(readFileSync(env['KUBECONFIG'], 'utf8')).clusters
  expect(cluster['insecure-skip-tls-verify']).toBe(true)
  expect((await fetch(`${cluster.server}/version`)).status).toBe(200)

  const watching = await fetch(`${cluster.server}/api/v1/pods?watch=true`)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  await watching.body?.cancel().catch(() => {})
})

test.each([
  [['--prot', '1'], "Unknown option '--prot'"],
  [['--port', 'x'], '--port is "x"; give a whole number from 0 to 65535'],
  [['--pod-delay=-5'], '--pod-delay is "-5"; give a whole number'],
  [['--write-env', ''], '--write-env is empty; give the path of a file'],
  [['--write-env', 'a', '--env-file', 'b'], '--write-env and --env-file are the same option'],
])('the options %j are refused with the name of the fault and its cure', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message)
})

test('an option that is refused ends the program with 2', () => {
  const { status, stderr } = failing('--scenario', '/none/such.json')
  expect([status, stderr]).toEqual([2, expect.stringContaining('--scenario')])
})

test('a faulty scenario file ends the start with 2 and names the field', () => {
  const file = join(folder, 'faulty.json')
  writeFileSync(file, '{"rules":[{"fault":"meteor"}]}')
  const { status, stderr } = failing('--scenario', file)
  expect([status, stderr]).toEqual([2, expect.stringContaining('rules[0] has the unknown fault "meteor"')])
})

test('--env-file, which it was called once, still means --write-env', () => {
  expect(parseOptions(['--env-file', 'x.env'])).toEqual(parseOptions(['--write-env', 'x.env']))
})

test('--help names every option', () => {
  expect(parseOptions(['--help'])).toBe('help')
  for (const option of [
    '--port',
    '--ingress-port',
    '--write-env',
    '--env-file',
    '--scenario',
    '--latency',
    '--pod-delay',
  ]) {
    expect(usage).toContain(option)
  }
})
