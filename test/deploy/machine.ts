// A Debian machine with a real systemd for a test: commands are run in it as its root.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../support/eventually.ts'
import { type Program, printed, root, startCommand } from '../support/process.ts'

export type Machine = {
  /** Runs a script with `sh -e`, in the checkout; resolves with its exit code and both outputs. */
  run(script: string): Promise<{ code: number | NodeJS.Signals; output: string }>
  /** As `run`, and rejects where the exit code is not 0. */
  must(script: string): Promise<string>
  stop(): Promise<void>
}

const latestLines = 'journalctl --no-pager --lines 20 --output cat'

/** Where the machine sees the checkout. */
const checkout = '/root/storeplane'

export async function startMachine(): Promise<Machine> {
  const changes = mkdtempSync(join(tmpdir(), 'storeplane-machine-'))
  const base = join(root, '.cache/deploy/machine')
  const environment = { PATH: process.env['PATH'] ?? '', HOME: changes }
  const script = join(root, 'test/deploy/machine.sh')
  const machine = startCommand('bash', [script, base, changes, root], { cwd: changes, env: environment })
  const pid = await printed(machine, /machine: (\d+)/, 180_000)
  const run = (text: string) => ended(enter(pid, ['sh', '-ec', `cd ${checkout}\n${text}`], changes))
  const must = async (text: string) => {
    const { code, output } = await run(text)
    if (code !== 0) throw new Error(`${text}\nended with ${code}:\n${output}\n${(await run(latestLines)).output}`)
    return output
  }
  await eventually(async () => /running|degraded/.test((await run('systemctl is-system-running')).output), {
    deadlineMs: 60_000,
    everyMs: 200,
    what: 'systemd',
  })
  return {
    run,
    must,
    stop: async () => {
      await machine.stop()
      rmSync(changes, { recursive: true, force: true })
    },
  }
}

function enter(pid: string, command: string[], cwd: string): Program {
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' }
  return startCommand('nsenter', ['--target', pid, '--all', '--', ...command], { cwd, env })
}

async function ended(program: Program): Promise<{ code: number | NodeJS.Signals; output: string }> {
  return { code: await program.ended, output: program.output() }
}
