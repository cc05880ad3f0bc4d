// The disk's proof: between the write of a store and the 202 that promises it, the disk was told to keep it.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeHome, postStore } from '../e2e/fixtures/functions-process.ts'
import { printed, root, startCommand } from '../support/process.ts'

const requests = 20

test('an fdatasync of the write-ahead log lies between the write of each store and its 202', async () => {
  const trace = await traceOf(requests)
  const answers = trace.flatMap((line, at) =>
    /\b(write|writev|sendto|sendmsg)\(.*HTTP\/1\.1 202/.test(line) ? [at] : [],
  )
  expect(answers).toHaveLength(requests)
  let from = 0
  for (const answered of answers) {
    const since = trace.slice(from, answered)
    const written = since.findLastIndex((line) => /\bpwrite(64|v)?\(\d+<[^>]*-wal>/.test(line))
    const kept = since.findLastIndex((line) => /\bf(data)?sync\(\d+<[^>]*-wal>\)\s*= 0/.test(line))
    expect(written).toBeGreaterThanOrEqual(0)
    expect(kept).toBeGreaterThan(written)
    from = answered + 1
  }
})

/** The system calls of a process of the API that answered `count` requests for a store, one after the other. */
async function traceOf(count: number): Promise<string[]> {
  if (spawnSync('strace', ['--version']).error)
    throw new Error('strace is missing; install it (Debian: apt-get install strace) and run npm run test:matrix again')
  const home = makeHome()
  onTestFinished(home.remove)
  const file = join(home.folder, 'trace')
  const calls = 'write,writev,pwrite64,pwritev,fsync,fdatasync,sendto,sendmsg'
  const traced = ['sh', '-c', 'echo "pid=$$" && exec "$@"', 'sh', process.execPath, join(root, 'dist/functions.mjs')]
  const env = { PATH: process.env['PATH'] ?? '', HOME: home.folder, DATABASE_URL: `file:${home.file}`, PORT: '0' }
  const args = ['-f', '-y', '-s', '64', '-e', `trace=${calls}`, '-o', file, ...traced]
  const program = startCommand('strace', args, { cwd: home.folder, env })
  // Were strace stopped, the process that it traces would live on.
  const pid = Number(await printed(program, /pid=(\d+)\n/))
  const stop = (signal: NodeJS.Signals) => {
    if (program.child.exitCode === null) process.kill(pid, signal)
    return program.ended
  }
  onTestFinished(async () => void (await stop('SIGKILL')))
  const url = await printed(program, /"url":"(http:[^"]+)"/, 60_000)
  for (let number = 0; number < count; number++) expect((await postStore(url, `traced-${number}`)).status).toBe(202)
  await stop('SIGTERM')
  return readFileSync(file, 'utf8').split('\n')
}
