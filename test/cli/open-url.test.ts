// The browser of a desktop: a stand-in for xdg-open says what it was given.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openUrl } from '../../cli/open-url.ts'
import { eventually } from '../support/eventually.ts'

const url = 'http://my-shop.localhost/?a=$(reboot)&b'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-open-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const given = () => readFileSync(join(folder, 'given'), 'utf8')

function open(script: string | undefined, more: Record<string, string> = { DISPLAY: ':0' }, patienceMs?: number) {
  const program = join(folder, 'xdg-open')
  if (script !== undefined) writeFileSync(program, `#!/bin/sh\n${script}\n`)
  if (script !== undefined) chmodSync(program, 0o755)
  const environment = { PATH: `${folder}:/bin:/usr/bin`, ...more }
  return openUrl(url, { environment, platform: 'linux', ...(patienceMs === undefined ? {} : { patienceMs }) })
}

test('it gets the URL as its only argument, and no shell reads it', async () => {
  expect(await open(`printf '%s\\n' "$#" "$1" > ${join(folder, 'given')}`)).toBe(true)
  expect(given()).toBe(`1\n${url}\n`)
})

test('a browser that goes on running has taken the URL', async () => {
  const script = `echo $$ > ${join(folder, 'given')}; exec sleep 60`
  expect(await open(script, { DISPLAY: ':0' }, 50)).toBe(true)
  const pid = await eventually(() => existsSync(join(folder, 'given')) && Number(given()))
  process.kill(pid)
})

test('one that cannot start any browser, and a desktop without one, have not', async () => {
  expect(await open('exit 3')).toBe(false)
  expect(await open(undefined, { DISPLAY: ':0', PATH: '/nowhere' })).toBe(false)
})

test('without a display none is looked for', async () => {
  expect(await open(`touch ${join(folder, 'given')}`, {})).toBe(false)
  expect(existsSync(join(folder, 'given'))).toBe(false)
})
