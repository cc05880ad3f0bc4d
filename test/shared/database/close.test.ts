// A connection is closed once: the driver alone would do it twice, and the second time in memory that it gave back.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-close-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** glibc overwrites what is freed with the byte by which SQLite knows an open connection, so that a second close ends the process. */
const GLIBC_TUNABLES = 'glibc.malloc.tcache_count=0:glibc.malloc.perturb=118'

test('closing a connection reads nothing that was freed, whether it was used, unused, or could not be opened', async () => {
  const script = join(import.meta.dirname, '../fixtures/close-connections.ts')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', script, join(folder, 'notes.db')],
    { env: { PATH: process.env['PATH'], GLIBC_TUNABLES } },
  )
  expect(stdout).toMatch(/not a database/)
})
