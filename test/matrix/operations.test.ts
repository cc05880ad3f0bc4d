// docs/operations.md from its first command to its last, on one installation with the sandbox as its cluster and a real server to move to.
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Sqld, startSqld } from '../support/sqld.ts'
import { type Operator, openOperator, type Ran } from './operator.ts'

let sqld: Sqld
let operator: Operator
beforeAll(async () => {
  sqld = await startSqld({ auth: true })
  operator = await openOperator('docs/operations.md')
})
afterAll(async () => {
  await operator.end()
  await sqld.stop()
})

const done = ({ code, output }: Ran): string => {
  expect(code, output).toBe(0)
  return output
}
const make = (name: string) => done(operator.type(`storeplane create ${name} --engine woocommerce --wait --timeout 60`))
const idOf = (name: string) =>
  new RegExp(`${name}-[a-z0-9]{6}`).exec(done(operator.type('storeplane list --quiet')))?.[0] ?? ''
const restart = async () => {
  await operator.stopPrograms()
  await operator.startPrograms()
}

test('installed, configured and started, it makes a store', async () => {
  done(operator.run('Operations'))
  done(operator.run('Configure'))
  operator.configure()
  const checked = done(operator.run('Configure'))
  expect(checked).toContain('applied 1')
  expect(checked).not.toMatch(/FAIL/)
  await operator.startPrograms()
  make('first')
  expect(done(operator.run('Watch'))).toContain('"status":"ready"')
})

test('a release is added, compared, made the default, given back to the pollers and removed', async () => {
  const listed = done(operator.run('Releases'))
  const [, old = ''] = /^(\S+) +store \S+ +not checked +default +1 /m.exec(listed) ?? []
  const added = done(operator.run('Releases', { OLD: old }))
  expect(added).toMatch(/^compared with +\S+$/m)
  expect(added).toMatch(/^Values\n {2}no difference$/m)
  expect(added).toContain('2026.11 is the default')
  const removed = done(operator.run('Releases'))
  expect(removed).toContain(`${old}: the default follows the pollers`)
  expect(removed).toContain('2026.11 is removed')
})

test('keys are made, rotated and laid down as files', async () => {
  const made = done(operator.run('API keys'))
  const [, old] = /^(key_\S+) +shop-team/m.exec(made) ?? []
  const rotated = done(operator.run('API keys', { ID: String(old) }))
  expect(done(operator.type('storeplane admin keys list'))).toMatch(new RegExp(`${old} .*revoked`))
  expect(rotated).toMatch(/^sp_\S{43}$/m)
  expect(done(operator.run('API keys'))).toMatch(/^key_/m)
  const everything = 'storeplane admin keys create --owner operator --scopes read,write,admin'
  operator.useKey(/^sp_\S+$/m.exec(done(operator.type(everything)))?.[0] ?? '')
  expect(done(operator.type('storeplane list'))).toContain('first')
})

test('a backup is restored, and what came after it is found and removed', async () => {
  done(operator.run('Back up'))
  make('later')
  const later = idOf('later')
  await operator.stopPrograms()
  const restored = operator.run('Restore')
  expect(restored).toMatchObject({ code: 3, output: expect.stringContaining(later) })
  done(operator.run('Orphans', { ID: later }))
  await operator.startPrograms()
  expect(done(operator.type('storeplane list'))).not.toContain('later')
  expect(done(operator.type(`storeplane show ${idOf('first')}`))).toContain('READY')
})

test('an upgrade, a rotated secret key and another cluster leave its stores as they are', async () => {
  expect(done(operator.run('Upgrade'))).toContain('is up to date')
  expect(done(operator.run('Rotate STORE_SECRET_KEY'))).toMatch(/ 1 +2\n[0-9a-f]{12} +0 +1\n/)
  await restart()
  make('second')
  const keys = done(operator.type('storeplane admin secret-keys'))
  expect([...keys.matchAll(/^[0-9a-f]{12} +(\d) +(\d)$/gm)].map(([, stores, place]) => [stores, place])).toEqual([
    ['1', '1'],
    ['1', '2'],
  ])
  await operator.stopPrograms()
  expect(done(operator.run('Move to another cluster'))).toContain('new: the one that the next tick finds')
  await operator.startPrograms()
  make('third')
  expect(done(operator.type('storeplane admin cluster show'))).not.toContain('none yet')
})

test('it moves to a server and back, and each time goes on with its stores', async () => {
  const heading = 'Move to a database server'
  writeFileSync(operator.place('/etc/storeplane/database-token'), `${sqld.token}\n`)
  const server = { 'https://database.example.com': sqld.url }
  await operator.stopPrograms()
  expect(done(operator.run(heading, server))).toMatch(/^stores +3 /m)
  operator.configure({
    DATABASE_URL: sqld.url,
    DATABASE_AUTH_TOKEN_FILE: '/etc/storeplane/database-token',
  })
  expect(done(operator.type('storeplane admin cluster show'))).toContain('installation')
  expect(done(operator.type('storeplane admin orphans'))).toContain('agree')
  expect(done(operator.run(heading, server))).toMatch(/can be used again[\s\S]*^stores +3 /m)
  operator.configure({ DATABASE_URL: 'sqlite:////var/lib/storeplane/again.db' })
  await operator.startPrograms()
  make('fourth')
  const first = idOf('first')
  done(operator.type(`storeplane delete ${first} --wait --timeout 60`))
  await eventually(() => !done(operator.type('storeplane list --quiet')).includes(first))
})

test('no command of the page was left out', () => {
  expect(operator.left()).toEqual([])
})
