// The command line as a process: its streams and exit codes.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProgram } from '../functions/start-program.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-cli-'))
  writeFileSync(join(folder, '.env'), 'DATABASE_URL=sqlite:///from-env-file.db\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function storeplane(...args: string[]) {
  const { exit, output } = startProgram('cli', { args, folder })
  return { ...(await exit), ...output }
}

test('answers go to standard output, everything else to standard error, and .env is read', async () => {
  const file = join(folder, 'from-env-file.db')
  expect(await storeplane('admin', 'keys', 'list')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining(`there is no database at ${file}`),
  })
  expect(await storeplane('admin', 'migrate')).toMatchObject({ code: 0, stdout: `${file}: applied 1\n`, stderr: '' })
  expect(await storeplane('admin', 'cluster', 'adopt')).toMatchObject({ code: 2, stdout: '' })
  expect(await storeplane('bogus')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--help') })
})

test('an output that cannot be written is told, and ends with 1', () => {
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(process.execPath, [resolve('dist/storeplane.mjs'), 'version'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  })
  closeSync(full)
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/output cannot be written \(ENOSPC/) })
})
