// `npm run demo`: what it shows, how it ends, and that nothing of it stays behind.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { printed, root, startNode } from '../support/process.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-e2e-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = (args: string[] = [], more: Record<string, string> = {}) =>
  startNode(['--import', 'tsx', 'tools/demo/main.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, ...more },
  })

async function expectNothingLeft(): Promise<void> {
  await eventually(() => processesOfDemo().length === 0, { what: 'the end of all processes' })
  expect(readdirSync(folder).filter((name) => name.startsWith('storeplane-demo-'))).toEqual([])
}

/** Every process that has this test's folder in its command line or environment. */
function processesOfDemo(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ'].some((file) => readQuietly(`/proc/${pid}/${file}`).includes(folder)))
    .map(Number)
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

test('it takes both engines from POST to DELETED, shows each URL answer and the timeline, and leaves nothing', async () => {
  const demo = start()
  expect(await demo.ended).toBe(0)
  const output = demo.output()
  expect(output).toMatch(/READY {2}http:\/\/woocommerce-demo\.localhost:\d+ answers 200/)
  expect(output).toMatch(/READY {2}http:\/\/medusa-demo\.localhost:\d+ answers 200/)
  expect(output.match(/Timeline of /g)).toHaveLength(2)
  expect(output).toMatch(/Left: 0 releases, 0 namespaces, 0 leases/)
  expect(output).toMatch(/What next:\n.*--keep.*\n.*docs\/first-steps\.md.*\n.*README\.md/)
  expect(processesOfDemo()).toEqual([])
  expect(readdirSync(folder).filter((name) => name.startsWith('storeplane-demo-'))).toEqual([])
})

test('Ctrl-C in the middle of it leaves no process behind', async () => {
  const demo = start()
  await printed(demo, /(is PROVISIONING)/)
  demo.kill('SIGINT')
  expect(await demo.ended).toBe(130)
  await eventually(() => processesOfDemo().length === 0, { what: 'the end of all processes' })
})

test.each(['SIGHUP', 'SIGTERM'] as const)(
  '%s while it is kept running ends all of it, as Ctrl-C does',
  async (signal) => {
    const demo = start(['--keep'])
    await printed(demo, /(is PROVISIONING)/)
    demo.kill(signal)
    expect(await demo.ended).toBe(130)
    await expectNothingLeft()
  },
)

test('a reader such as head that has seen enough ends it quietly, and nothing of it stays behind', async () => {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', `set -o pipefail; '${process.execPath}' --import tsx tools/demo/main.ts --keep | head -n 3`],
    { cwd: root, env: { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder }, encoding: 'utf8' },
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout.trimEnd().split('\n')).toHaveLength(3)
  await expectNothingLeft()
})

test.each(['that is taken', 'that is none'])('with a PORT %s the reason comes first, then the logs', async (which) => {
  const taken = createServer()
  onTestFinished(() => void taken.close())
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const PORT = which === 'that is none' ? 'banana' : String((taken.address() as AddressInfo).port)
  const demo = start(['--keep'], { PORT })
  expect(await demo.ended).toBe(1)
  const [reason = '', logs = ''] = demo.output().split('--- sandbox')
  expect(reason).toMatch(/demo: the functions ended before answering:\nfunctions: [\s\S]*PORT/)
  expect(logs).toContain('--- functions')
})

test('kept running while port 5000 is taken, it takes another one, and says where dashboard, API and command line are', async () => {
  const taken = createServer()
  // If another program already has the port, that will do.
  await new Promise((resolve) => taken.once('error', resolve).listen(5000, '127.0.0.1', () => resolve(undefined)))
  onTestFinished(() => void taken.close())
  const demo = start(['--keep'])
  onTestFinished(async () => void (await demo.stop()))
  await printed(demo, /(Stop it with Ctrl-C)/)
  expect(demo.output()).toContain('Port 5000 is taken')
  const url = /dashboard\s+(http:\S+)/.exec(demo.output())?.[1] ?? ''
  expect(await (await fetch(url)).text()).toContain('<title>')
  const [, command = ''] = /command line\s+(STOREPLANE_URL=.*)/.exec(demo.output()) ?? []
  const shell = (text: string) =>
    spawnSync('bash', ['-c', text], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
      encoding: 'utf8',
    })
  expect(shell(command).stdout).toMatch(/woocommerce-demo +READY/)
  const [, scenario = ''] = /scenario\s+(http:\S+)/.exec(demo.output()) ?? []
  expect((await fetch(scenario, { method: 'PUT', body: '{}' })).status).toBe(200)
  const [, makeKey = ''] = /key\s+(DATABASE_URL=.*)/.exec(demo.output()) ?? []
  expect(shell(makeKey).stdout).toMatch(/^sp_\S{43}$/m)
  expect(existsSync(join(folder, '.kube'))).toBe(false)
  demo.kill('SIGINT')
  expect(await demo.ended).toBe(0)
})

test('an unknown option is refused with 2 and the known ones', async () => {
  const demo = start(['--kep'])
  expect(await demo.ended).toBe(2)
  expect(demo.output()).toMatch(/unknown option --kep[\s\S]*--keep/)
})
