// Programs that run while the next release is laid over them, by the commands of docs/install-vps.md.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocksOf } from '../support/doc-blocks.ts'
import { type Program, printed, root, startCommand, startNode } from '../support/process.ts'

let folder: string
let installed: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-upgrade-'))
  installed = join(folder, 'opt')
  cpSync(join(root, 'dist'), installed, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The copying of `dist/` as the page has it, to where this test has installed it. */
function layOver(): Program {
  const [commands = ''] = blocksOf('docs/install-vps.md', 'sh', 'Upgrade')
  const [copy] = commands.split('\n').filter((line) => line.startsWith('cp ') && line.includes(' dist/. '))
  if (copy === undefined) throw new Error('the page no longer copies dist/')
  const env = { PATH: process.env['PATH'] ?? '' }
  return startCommand('sh', ['-ec', copy.replace('/opt/storeplane', installed)], { cwd: root, env })
}

test('functions over which the next release is laid go on answering, and end with 0', async () => {
  const functions = startNode(['--', join(installed, 'functions.mjs')], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATABASE_URL: 'sqlite:///stores.db' },
  })
  const url = await printed(functions, /"url":"(http:[^"]+)"/)
  expect((await fetch(`${url}/stores`)).status).toBe(200)
  const copying = layOver()
  expect([await copying.ended, copying.output()]).toEqual([0, ''])
  expect((await fetch(`${url}/stores?limit=1`)).status).toBe(200)
  expect([await functions.stop(), functions.output()]).toEqual([
    0,
    expect.stringContaining('"msg":"functions.stopped"'),
  ])
})
