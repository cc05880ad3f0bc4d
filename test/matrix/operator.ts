// An operator who has one page before him: runs its commands in their order, with the page's folders and addresses elsewhere.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blocksOf, commandsIn } from '../support/doc-blocks.ts'
import { type Program, printed, root, startNode } from '../support/process.ts'
import { baseEnvironment, startSandbox } from '../support/stack.ts'

export type Ran = { code: number | null; output: string }

export type Operator = {
  /** A path of the page's, where it really is. */
  place(path: string): string
  /** The next block of a section; `replaced` are the examples in it, with what stands for them here. */
  run(heading: string, replaced?: Record<string, string>): Ran
  /** Commands that are not the page's, in the same surroundings. */
  type(text: string): Ran
  /** Writes `.env`: the page's own, the sandbox's addresses, and `more`, which is kept for later. */
  configure(more?: Record<string, string>): void
  startPrograms(): Promise<void>
  stopPrograms(): Promise<void>
  useKey(key: string): void
  /** The places of the commands that nobody has run. */
  left(): string[]
  end(): Promise<void>
}

/** The page's first block defines the function `storeplane`, and every other one is run with it. */
export async function openOperator(page: string): Promise<Operator> {
  const folder = makeFolders()
  const sandbox = await startSandbox(folder, ['--pod-delay', '50'])
  const blocks = commandsIn(page).filter(({ notRun }) => notRun === null)
  const ran = new Set<(typeof blocks)[number]>()
  const programs: Program[] = []
  const client: Record<string, string> = {}
  const added: Record<string, string> = {}
  const { PATH = '' } = baseEnvironment(folder)
  const elsewhere = (text: string) =>
    text
      .replace(/(?<![\w.])\/(etc|opt|var\/lib|var\/backups)\/storeplane/g, `${folder}$&`)
      .replaceAll('runuser -u storeplane -- ', '')
      .replaceAll('http://127.0.0.1:5000', client['STOREPLANE_URL'] ?? 'http://127.0.0.1:5000')
  const type = (text: string): Ran => {
    const script = `${elsewhere(blocks[0]?.text ?? '')}\n${elsewhere(text)}`
    const env = { PATH, HOME: folder, ...client }
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env,
      encoding: 'utf8',
    })
    return { code: status, output: stdout + stderr }
  }
  return {
    place: elsewhere,
    type,
    run: (heading, replaced = {}) => {
      const block = blocks.find((one) => one.heading === heading && !ran.has(one))
      if (block === undefined) throw new Error(`${page} has no more commands under "${heading}"`)
      ran.add(block)
      return type(
        Object.entries(replaced).reduce((text, [example, real]) => replaceIn(text, example, real), block.text),
      )
    },
    configure: (more = {}) => {
      Object.assign(added, more)
      const [told = ''] = blocksOf(page, 'ini', 'Configure')
      const { KUBECONFIG = '', HELM_ENV_VALUES_FILE = '', ...addresses } = sandbox.settings
      copyFileSync(KUBECONFIG, elsewhere('/etc/storeplane/kubeconfig'))
      copyFileSync(HELM_ENV_VALUES_FILE, elsewhere('/etc/storeplane/values.yaml'))
      const here = { ...addresses, PROVISIONING_POLL_INTERVAL_SECONDS: '0.3', ...added }
      const lines = Object.entries(here).map(([name, value]) => `${name}=${elsewhere(value)}\n`)
      writeFileSync(elsewhere('/etc/storeplane/.env'), `${elsewhere(told)}\n${lines.join('')}`)
    },
    startPrograms: async () => {
      const options = { cwd: elsewhere('/etc/storeplane'), env: { PATH, HOME: folder, PORT: '0' } }
      const start = (name: string, ...args: string[]) => {
        const program = startNode(['--', elsewhere(`/opt/storeplane/${name}.mjs`), ...args], options)
        programs.push(program)
        return program
      }
      const functions = start('functions')
      const poller = start('poller', '--watch')
      client['STOREPLANE_URL'] = await printed(functions, /"url":"(http:[^"]+)"/)
      await printed(poller, /(poller\.started)/)
    },
    stopPrograms: async () => {
      await Promise.all(programs.splice(0).map((program) => program.stop()))
    },
    useKey: (key) => {
      client['STOREPLANE_KEY'] = key
    },
    left: () => blocks.filter((block) => !ran.has(block)).map(({ line }) => `${page}:${line}`),
    end: async () => {
      await Promise.all(programs.map((program) => program.stop()))
      await sandbox.program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeFolders(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-operator-'))
  for (const name of ['etc', 'opt', 'var/lib', 'var/backups'])
    mkdirSync(join(folder, name, 'storeplane'), { recursive: true })
  const programs = join(folder, 'opt/storeplane')
  for (const name of readdirSync(join(root, 'dist'))) symlinkSync(join(root, 'dist', name), join(programs, name))
  symlinkSync(join(root, 'helm'), join(programs, 'helm'))
  return folder
}

function replaceIn(text: string, example: string, real: string): string {
  if (!text.includes(example)) throw new Error(`"${example}" is not in:\n${text}`)
  return text.replaceAll(example, real)
}
