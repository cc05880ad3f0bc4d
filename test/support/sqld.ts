// A real libSQL server for tests: the pinned sqld on free ports of 127.0.0.1, with its data in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchTool } from '../../tools/fetch-tool.ts'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'

export type Sqld = {
  url: string
  /** Undefined where the server lets everybody in. */
  token: string | undefined
  /** It stays where it is and answers nothing (SIGSTOP), until it is woken. Resolves when the last of its threads stands still. */
  freeze(): Promise<void>
  wake(): void
  /** A second server that follows this one and answers reads itself; it stops with this one. */
  startReplica(): Promise<Sqld>
  stop(): Promise<void>
}

/** With `auth` it asks for a token, as one that others can reach does. */
export async function startSqld({ auth = false }: { auth?: boolean } = {}): Promise<Sqld> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-sqld-'))
  const [key, token] = auth ? makeToken(folder) : []
  const grpc = `127.0.0.1:${await freePort()}`
  const guarded = key === undefined ? [] : ['--auth-jwt-key-file', key]
  const children: ChildProcess[] = []
  const start = async (name: string, args: string[]): Promise<Sqld> => {
    const at = `127.0.0.1:${await freePort()}`
    const common = ['--db-path', join(folder, name), '--http-listen-addr', at, '--no-welcome', ...guarded]
    const child = spawn(fetchTool('sqld'), [...common, ...args], { cwd: folder, stdio: 'ignore' })
    children.push(child)
    await eventually(async () => (await fetch(`http://${at}/health`)).ok, { deadlineMs: 15_000, what: `sqld ${name}` })
    return {
      url: `http://${at}`,
      token,
      freeze: async () => {
        child.kill('SIGSTOP')
        await eventually(() => threadStates(child.pid).every((state) => state === 'T'), { what: 'a standstill' })
      },
      wake: () => void child.kill('SIGCONT'),
      startReplica: () => start(`replica-${children.length}`, ['--primary-grpc-url', `http://${grpc}`]),
      stop: async () => {
        await Promise.all(children.map(end))
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }
  return start('primary', ['--grpc-listen-addr', grpc])
}

/** A public key in a file and a token that its private key has signed. */
function makeToken(folder: string): [file: string, token: string] {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const file = join(folder, 'public-key.pem')
  writeFileSync(file, publicKey.export({ type: 'spki', format: 'pem' }))
  const signed = [{ alg: 'EdDSA', typ: 'JWT' }, { a: 'rw' }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return [file, `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`]
}

function threadStates(pid = 0): string[] {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).map((id) => /\) (\S)/.exec(readFileSync(`${tasks}/${id}/stat`, 'utf8'))?.[1] ?? '')
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
