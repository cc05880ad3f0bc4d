// A key goes to the server that its owner chose: `.env` of a folder that somebody else made chooses none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from '../support/process.ts'

let folder: string
let server: Server
let url: string
let keys: (string | undefined)[]
let paths: (string | undefined)[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-folder-'))
  keys = []
  paths = []
  server = createServer((request, response) => {
    keys.push(request.headers.authorization)
    paths.push(request.url?.split('?')[0])
    response.setHeader('content-type', 'application/json').end('{"stores":[],"next_cursor":null}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function list(file: string, exported: Record<string, string>) {
  writeFileSync(join(folder, '.env'), file)
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...exported }
  const program = startProgram('storeplane', ['list'], { cwd: folder, env })
  return { code: await program.ended, output: program.output() }
}

test.each<[string, (url: string) => string, Record<string, string>]>([
  ['a URL in it, a key outside', (to) => `STOREPLANE_URL=${to}\n`, { STOREPLANE_KEY: 'sp_mine' }],
  [
    'a URL and a key in it, another key outside',
    (to) => `STOREPLANE_URL=${to}\nSTOREPLANE_KEY=sp_bait\n`,
    { STOREPLANE_KEY: 'sp_mine' },
  ],
  ['a URL in it, and the file of a key', (to) => `STOREPLANE_URL=${to}\nSTOREPLANE_KEY_FILE=/etc/hostname\n`, {}],
])('with %s nothing is sent, and the command ends with 2 and the cure', async (_, file, exported) => {
  const { code, output } = await list(file(url), exported)
  expect([code, keys]).toEqual([2, []])
  expect(output).toContain('put STOREPLANE_URL and STOREPLANE_KEY both into it')
  expect(output).not.toContain('sp_mine')
})

test.each<[string, (url: string) => string, (url: string) => Record<string, string>]>([
  ['URL and key in it', (to) => `STOREPLANE_URL=${to}\nSTOREPLANE_KEY=sp_mine\n`, () => ({})],
  ['neither in it', () => 'PORT=5000\n', (to) => ({ STOREPLANE_URL: to, STOREPLANE_KEY: 'sp_mine' })],
])('with %s the key goes to that URL', async (_, file, exported) => {
  const { code, output } = await list(file(url), exported(url))
  expect(code, output).toBe(0)
  expect(keys).toEqual(['Bearer sp_mine'])
})

test.each(['', '/', '/api/v1', '/api/v1/'])('a URL that ends with "%s" leads to the same API', async (end) => {
  const { code, output } = await list('', { STOREPLANE_URL: url + end, STOREPLANE_KEY: 'sp_mine' })
  expect(code, output).toBe(0)
  expect(paths).toEqual(['/api/v1/stores'])
})
