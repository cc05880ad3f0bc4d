// The commands of README.md, docs/first-steps.md and helm/store/README.md, in a shell, with this run's addresses and ids in place of the examples'.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { platformValues } from '../chart/chart.ts'
import { blocksOf } from '../support/doc-blocks.ts'
import { eventually } from '../support/eventually.ts'
import { type Program, printed, root, startCommand } from '../support/process.ts'
import { baseEnvironment, type Sandbox, startSandbox } from '../support/stack.ts'

let folder: string
let demo: Program
let api: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-readme-'))
  demo = start(only(blocksOf('docs/first-steps.md', 'sh', 'A closer look').slice(0, 1)), root)
  api = await printed(demo, /API (http:\S+)\/api\/v1/, 60_000)
  await printed(demo, /(Stop it with Ctrl-C)/, 60_000)
}, 150_000)
afterAll(async () => {
  await end(demo)
  rmSync(folder, { recursive: true, force: true })
})

const environment = () => {
  const { PATH = '' } = baseEnvironment(folder)
  return { PATH, HOME: folder, TMPDIR: folder, PORT: '0' }
}
const only = ([text]: string[]) => text ?? ''

/** In a process group of its own, for npm passes no signal on to what it started. */
function start(command: string, cwd: string, more: Record<string, string> = {}): Program {
  return startCommand('setsid', ['--wait', 'bash', '--norc', '-c', `echo "group=$$"; ${command}`], {
    cwd,
    env: { ...environment(), ...more },
  })
}

async function end(program: Program): Promise<void> {
  const group = Number(/^group=(\d+)$/m.exec(program.output())?.[1])
  if (program.child.exitCode === null) process.kill(-group, 'SIGTERM')
  await program.ended
}

function shell(script: string, { cwd = folder, more = {} }: { cwd?: string; more?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd,
    env: { ...environment(), ...more },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { code: status, output: stdout, all: stdout + stderr }
}

function replace(text: string, example: string, real: string): string {
  expect(text).toContain(example)
  return text.replaceAll(example, real)
}

const statusOf = async (name: string): Promise<string | undefined> => {
  const answer = await fetch(`${api}/api/v1/stores?q=${name}`)
  return ((await answer.json()) as { stores: { status: string }[] }).stores[0]?.status
}

test('npm run demo takes a store of each engine from POST to DELETED', () => {
  const { code, all } = shell(only(blocksOf('README.md', 'sh', 'A minute to the first READY store')), { cwd: root })
  expect(code, all).toBe(0)
  expect(all).toContain('Left: 0 releases, 0 namespaces, 0 leases')
}, 90_000)

test('a closer look: a store is asked for, looked at in every way, and removed', async () => {
  const [, block = ''] = blocksOf('docs/first-steps.md', 'sh', 'A closer look')
  const found = `ID=$(curl --silent "$API/stores?q=my-store" | grep -o 'my-store-[a-z0-9]*' | head -n 1) `
  const text = replace(replace(block, 'http://127.0.0.1:5000', api), 'ID=my-store-abc123', found)
  const { code, output, all } = shell(text)
  expect(code, all).toBe(0)
  for (const said of [
    '"status":"PROVISIONING"',
    '"stores":[',
    '"helm_release":"my-store-',
    '"kind":"transition"',
    'not_',
  ])
    expect(output).toContain(said)
  expect(output.match(/Store deletion started|deleted successfully/g)).toHaveLength(2)
  const last = block.split('\n').at(-1) ?? ''
  await eventually(
    async () => {
      const [{ id } = { id: '' }] = (
        (await (await fetch(`${api}/api/v1/stores?status=DELETED&q=my-store`)).json()) as {
          stores: { id: string }[]
        }
      ).stores
      return id !== '' && shell(`API=${api}/api/v1; ID=${id}; ${last}`).output.includes('deleted successfully')
    },
    { deadlineMs: 60_000, everyMs: 500, what: 'the end of the store' },
  )
})

test('a store fails for want of an image, and recovers by retry once the image is there', async () => {
  const [, , block = ''] = blocksOf('docs/first-steps.md', 'sh', 'A closer look')
  const scenario = await printed(demo, /scenario +(http:\S+)/)
  const lines = replace(block, 'http://127.0.0.1:34567/sandbox/scenario', scenario).split('\n')
  const prelude = `API=${api}/api/v1\n${lines[0]}`
  expect(shell([prelude, ...lines.slice(1, 3)].join('\n'))).toMatchObject({ code: 0 })
  await eventually(async () => (await statusOf('broken')) === 'FAILED', { deadlineMs: 45_000, what: 'the failure' })
  const id = `$(curl --silent "$API/stores?q=broken" | grep -o 'broken-[a-z0-9]*' | head -n 1)`
  const rest = replace(lines.slice(3).join('\n'), 'ID_OF_BROKEN', id)
  expect(shell(`${prelude}\n${rest}`)).toMatchObject({ code: 0, output: expect.stringContaining('PROVISIONING') })
  await eventually(async () => (await statusOf('broken')) === 'READY', { deadlineMs: 45_000, what: 'the recovery' })
})

test('the sandbox by itself writes its env file', async () => {
  const file = join(folder, 'try/sandbox.env')
  const program = start(
    replace(only(blocksOf('docs/first-steps.md', 'sh', 'The sandbox by itself')), '/tmp/try/sandbox.env', file),
    root,
  )
  await eventually(() => existsSync(file) && readFileSync(file, 'utf8').includes('KUBECONFIG='), { deadlineMs: 60_000 })
  await end(program)
})

test('the two programs run apart, each by its line, after the one that makes the key', async () => {
  const sandbox = await startSandbox(folder, ['--pod-delay', '50'])
  try {
    const heading = 'Running the two programs apart'
    const [, apart = '', makeKey = '', createKey = ''] = blocksOf('docs/first-steps.md', 'sh', heading)
    for (const name of ['dist', 'helm', '.env.example']) symlinkSync(join(root, name), join(folder, name))
    const key = shell(makeKey)
    expect(Buffer.from(key.output.trim(), 'base64')).toHaveLength(32)
    const [copy = '', migrate = '', check = '', functions = '', watch = ''] = apart.split('\n')
    expect(shell(copy)).toMatchObject({ code: 0 })
    const settings = { ...sandbox.settings, STORE_SECRET_KEY: key.output.trim() }
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(join(folder, '.env'), `${readFileSync(join(folder, '.env'), 'utf8')}\n${lines.join('')}`)
    expect(shell(migrate)).toMatchObject({ code: 0, output: expect.stringContaining('applied 1') })
    const checked = shell(check)
    expect(checked.code, checked.all).toBe(0)
    const programs = [start(functions, folder), start(watch, folder)]
    await printed(programs[0] as Program, /"url":"(http:[^"]+)"/, 30_000)
    await printed(programs[1] as Program, /(poller\.started)/, 30_000)
    const made = shell(`storeplane() { node dist/storeplane.mjs "$@"; }\n${createKey}`)
    expect(made, made.all).toMatchObject({ code: 0, output: expect.stringMatching(/^sp_\S{43}$/m) })
    for (const program of programs) await end(program)
  } finally {
    await sandbox.program.stop()
  }
})

test("the chart's own command installs a store by hand", async () => {
  const sandbox: Sandbox = await startSandbox(folder, ['--pod-delay', '50'])
  try {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'store-my-shop-abc123' } }
    await fetch(`${sandbox.apiUrl}/api/v1/namespaces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(namespace),
    })
    writeFileSync(join(folder, 'my-shop.yaml'), JSON.stringify(platformValues('woocommerce')))
    const text = only(blocksOf('helm/store/README.md', 'sh', 'The chart of a store'))
    const { code, all } = shell(text, { more: { KUBECONFIG: sandbox.settings['KUBECONFIG'] ?? '' } })
    expect(code, all).toBe(0)
    expect(all).toContain('STATUS: deployed')
  } finally {
    await sandbox.program.stop()
  }
})
