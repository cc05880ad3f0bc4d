// A real libSQL server for tests: the pinned sqld on a free port of 127.0.0.1, with its data in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchTool } from '../../tools/fetch-tool.ts'
import { eventually } from './eventually.ts'
import { freePort } from './free-port.ts'

export type Sqld = {
  url: string
  /** It stays where it is and answers nothing (SIGSTOP), until it is woken. */
  freeze(): void
  wake(): void
  stop(): Promise<void>
}

export async function startSqld(): Promise<Sqld> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-sqld-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = ['--db-path', join(folder, 'data'), '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome']
  const child = spawn(fetchTool('sqld'), args, { cwd: folder, stdio: 'ignore' })
  await eventually(async () => (await fetch(`${url}/health`)).ok, { deadlineMs: 15_000, what: 'sqld' })
  return {
    url,
    freeze: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    stop: async () => {
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
