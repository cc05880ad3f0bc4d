// The package of the command line: packed by npm, installed by npm with nothing to fetch from, and used.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSqld } from '../support/sqld.ts'
import { openPlane, type Plane } from './plane.ts'

type Packed = { filename: string; unpackedSize: number; files: { path: string }[] }

let folder: string
let packed: Packed
let plane: Plane
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-package-'))
  mkdirSync(join(folder, 'empty'))
  const [one] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], resolve('.'))) as [Packed]
  packed = one
  npm(['install', '--global', '--offline', '--prefix', join(folder, 'prefix'), join(folder, one.filename)], folder)
  plane = await openPlane()
})
afterAll(async () => {
  await plane.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** With a cache and a home of its own: what is not in the tarball is nowhere. */
function environment(more: Record<string, string> = {}) {
  return { PATH: process.env['PATH'], HOME: join(folder, 'empty'), npm_config_cache: join(folder, 'cache'), ...more }
}

function npm(args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, env: environment(), encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, expect.any(String)])
  return stdout
}

function storeplane(words: string[], more: Record<string, string> = {}) {
  const program = join(folder, 'prefix/bin/storeplane')
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: join(folder, 'empty'),
    env: environment(more),
    encoding: 'utf8',
  })
  return { code: status, stdout, stderr }
}

/** While this process serves the API it must not stand still. */
async function runAside(words: string[], more: Record<string, string>) {
  const child = spawn(join(folder, 'prefix/bin/storeplane'), words, { cwd: folder, env: environment(more) })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      output += data
    })
  return { code: await new Promise((ended) => child.on('close', ended)), output }
}

test('it is one program of at most 5 MB unpacked, without native code, dependencies or tests', () => {
  expect(packed.files.map(({ path }) => path).sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/storeplane.mjs',
    'package.json',
  ])
  expect(packed.unpackedSize).toBeLessThan(5_000_000)
  expect(readdirSync(join(folder, 'prefix/lib/node_modules'))).toEqual(['storeplane'])
  expect(readdirSync(join(folder, 'prefix/lib/node_modules/storeplane'))).not.toContain('node_modules')
})

test('what it installs works on its own', () => {
  expect(storeplane(['version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect(storeplane(['bogus'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--help') })
})

test('store commands reach an API', async () => {
  const ran = await runAside(['create', 'packed', '--engine', 'woocommerce'], { STOREPLANE_URL: plane.url })
  expect(ran).toMatchObject({ code: 0, output: expect.stringMatching(/^packed-\w{6}\n$/) })
})

test('admin commands say what a database file needs', () => {
  const DATABASE_URL = `sqlite:///${join(folder, 'stores.db')}`
  const migrate = storeplane(['admin', 'migrate'], { DATABASE_URL })
  expect(migrate).toMatchObject({ code: 2, stdout: '' })
  expect(migrate.stderr).toMatch(
    /npm install --global libsql@\d+\.\d+\.\d+[\s\S]*A libSQL server as DATABASE_URL needs neither/,
  )
  expect(existsSync(join(folder, 'stores.db'))).toBe(false)
  const list = storeplane(['admin', 'keys', 'list'], { DATABASE_URL })
  expect(list).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no database at') })
})

test('on a database server they work without native code', async () => {
  const sqld = await startSqld()
  try {
    const words = ['admin', 'keys', 'create', '--owner', 'anna', '--scopes', 'read', '--json']
    expect(storeplane(['admin', 'migrate'], { DATABASE_URL: sqld.url })).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(storeplane(words, { DATABASE_URL: sqld.url }).stdout)).toMatchObject({ owner: 'anna' })
  } finally {
    await sqld.stop()
  }
})
