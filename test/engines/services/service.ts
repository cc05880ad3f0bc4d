// A server of a test's own: on a free port of 127.0.0.1, as its own user where this is root, with a sure end.
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Account = { uid: number; gid: number }

/** A temporary folder that servers may pass through to their own folder in it. */
export function makeFolder(engine: string): string {
  const folder = mkdtempSync(join(tmpdir(), `storeplane-${engine}-`))
  chmodSync(folder, 0o711)
  return folder
}

/** The account that a server which refuses to be root runs as; none where this is not root. */
export function accountOf(user: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export function giveTo(account: Account | undefined, folder: string): void {
  if (account) chownSync(folder, account.uid, account.gid)
}

export function startService(
  command: string,
  args: string[],
  { account, input, cwd }: { account?: Account | undefined; input?: string; cwd: string },
) {
  const options: SpawnOptions = { cwd, stdio: ['pipe', 'pipe', 'pipe'], ...account }
  const child = spawn(command, args, options)
  let output = ''
  const collect = (part: Buffer) => {
    output = (output + part.toString()).slice(-100_000)
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  child.stdin?.end(input ?? '')
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', (error) => {
      output += error.message
      resolve()
    })
  })
  return { child, ended, output: () => output, stop: () => stop(child, ended) }
}

/** SIGINT, which every server takes for a fast end, and SIGKILL when that is not heard. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const killer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(killer)
}
