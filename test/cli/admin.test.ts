// The admin commands on a database of their own.

import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApiKey } from '../../shared/api-keys.ts'
import { secretKey } from '../../shared/credentials.ts'
import { readClusterUid } from '../../shared/installation.ts'
import { createStore, localCaller } from '../../shared/stores/index.ts'
import { makeApi } from '../functions/api.ts'
import { makeReady } from '../functions/place-store.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { run, type Terminal } from './terminal.ts'

let files: TestDatabase
let terminal: Terminal
beforeAll(async () => {
  files = await makeDatabase()
  terminal = { environment: { DATABASE_URL: `sqlite:///${files.file}` }, directory: files.folder }
})
afterAll(() => files.remove())

const admin = (...words: string[]) => run(['admin', ...words], terminal)

describe('keys', () => {
  test('create prints a key that works, once; list and the database do not have it; revoke ends it', async () => {
    const { call } = makeApi(files.database)
    const made = await admin(
      'keys',
      'create',
      '--owner',
      'anna',
      '--scopes',
      'read,write',
      '--expires',
      '90d',
      '--max-stores',
      '3',
    )
    expect(made.code).toBe(0)
    expect(made.printed).toMatch(/^sp_[A-Za-z0-9_-]{43}\n$/)
    const headers = { Authorization: `Bearer ${made.printed.trim()}` }
    expect((await call('/stores', { headers })).status).toBe(200)
    const listed = await admin('keys', 'list', '--json')
    const { keys } = JSON.parse(listed.printed)
    expect(keys).toMatchObject([{ owner: 'anna', scopes: ['read', 'write'], state: 'valid', max_stores: 3 }])
    expect(Date.parse(keys[0].expires_at) - Date.parse(keys[0].created_at)).toBe(90 * 86_400_000)
    const rows = JSON.stringify(await files.database.query('SELECT * FROM api_keys'))
    for (const text of [listed.printed, rows]) expect(text).not.toContain(made.printed.trim())
    expect((await admin('keys', 'revoke', keys[0].id)).code).toBe(0)
    expect((await call('/stores', { headers })).status).toBe(401)
    expect((await admin('keys', 'list')).printed).toMatch(/anna +read,write +revoked +3 /)
    expect((await admin('keys', 'revoke', 'key_nobody')).code).toBe(1)
  })

  test.each([
    [[]],
    [['--owner', 'anna']],
    [['--owner', 'anna', '--scopes', 'read,root']],
    [['--owner', 'anna', '--scopes', '']],
    [['--owner', 'a b', '--scopes', 'read']],
    [['--owner', 'anna', '--scopes', 'read', '--expires', 'soon']],
    [['--owner', 'anna', '--scopes', 'read', '--expires', '0d']],
    [['--owner', 'anna', '--scopes', 'read', '--max-stores', '-1']],
  ])('create refuses %j with 2 and makes nothing', async (words) => {
    const before = await files.database.query('SELECT id FROM api_keys')
    expect((await admin('keys', 'create', ...words)).code).toBe(2)
    expect(await files.database.query('SELECT id FROM api_keys')).toEqual(before)
  })
})

test.each([
  [[], '--owner is missing'],
  [['--owner', 'anna'], '--scopes is missing: one or more of read,write'],
])('keys create %j says what is missing', async (words, sentence) => {
  expect((await admin('keys', 'create', ...words)).noted).toContain(sentence)
})

describe('keys ensure', () => {
  const ensure = (...words: string[]) => admin('keys', 'ensure', '--from-file', 'team.key', ...words)

  test('makes the key in a file valid, once and for all, with what it is told last; a revoked one stays so', async () => {
    const { key } = makeApiKey()
    writeFileSync(join(files.folder, 'team.key'), `${key}\n`)
    const { call } = makeApi(files.database)
    const headers = { Authorization: `Bearer ${key}` }
    const first = await ensure('--owner', 'team', '--scopes', 'read')
    expect(first.code).toBe(0)
    expect((await call('/stores', { headers })).status).toBe(200)
    const again = await ensure('--owner', 'team', '--scopes', 'write')
    expect(again.printed).toBe(first.printed)
    expect((await call('/stores', { headers })).body.scope).toBe('read')
    await admin('keys', 'revoke', first.printed.trim())
    expect(await ensure('--owner', 'team', '--scopes', 'read')).toMatchObject({ code: 1, printed: '' })
    expect((await call('/stores', { headers })).status).toBe(401)
  })

  test('refuses a file that holds no key, and one that is not there, with 2 and without showing it', async () => {
    writeFileSync(join(files.folder, 'team.key'), 'hunter2\n')
    const refused = await ensure('--owner', 'team', '--scopes', 'read')
    expect(refused.code).toBe(2)
    expect(refused.noted).not.toContain('hunter2')
    expect((await admin('keys', 'ensure', '--from-file', 'no.key', '--owner', 'a', '--scopes', 'read')).code).toBe(2)
    expect((await admin('keys', 'ensure', '--owner', 'a', '--scopes', 'read')).code).toBe(2)
  })
})

describe('secret-keys', () => {
  const [old, fresh] = ['old', 'fresh'].map((word) => Buffer.alloc(32, word)) as [Buffer, Buffer]
  const text = (...keys: Buffer[]) => keys.map((key) => key.toString('base64')).join(',')
  const list = (STORE_SECRET_KEY: string) =>
    run(['admin', 'secret-keys'], { ...terminal, environment: { ...terminal.environment, STORE_SECRET_KEY } })

  test('counts the stores of each key, names the place of each, and ends with 1 when one that is needed is missing', async () => {
    const wanted = { name: 'lives-on-old', engine: 'medusa', caller: localCaller, requestId: null } as const
    const { id } = await createStore(files.database, wanted)
    await makeReady(files.database, id, { keyId: secretKey(old).id })
    const both = await list(text(fresh, old))
    expect(both).toMatchObject({ code: 0, printed: expect.stringMatching(new RegExp(`${secretKey(old).id} +1 +2\n`)) })
    expect(both.printed).toMatch(new RegExp(`${secretKey(fresh).id} +0 +1\n`))
    expect(both.printed).not.toContain(old.toString('base64'))
    expect(await list(text(fresh))).toMatchObject({
      code: 1,
      printed: expect.stringMatching(/ +1 +missing\n/),
      noted: expect.stringContaining(`STORE_SECRET_KEY here lacks ${secretKey(old).id}`),
    })
  })
})

describe('cluster', () => {
  const record = (name: string, uid: string | null) =>
    files.database.write([
      { sql: 'DELETE FROM clusters WHERE name = :name', args: { name } },
      ...(uid === null
        ? []
        : [{ sql: 'INSERT INTO clusters (name, uid, created_at) VALUES (:name, :uid, 1)', args: { name, uid } }]),
    ])
  const recorded = async (name = 'default') => readClusterUid(files.database, name)

  test('adopt prints the old and the new one, and show what is recorded', async () => {
    await record('default', 'old-uid')
    expect((await admin('cluster', 'adopt', '--uid', 'new-uid', '--yes')).printed).toBe(
      'cluster: default\nold: old-uid\nnew: new-uid\n',
    )
    expect(JSON.parse((await admin('cluster', 'show', '--json')).printed)).toEqual({
      installation: expect.stringMatching(/^[0-9a-f]{16}$/),
      cluster: 'default',
      cluster_uid: 'new-uid',
    })
    expect((await admin('cluster', 'adopt', '--yes')).printed).toBe(
      'cluster: default\nold: new-uid\nnew: the one that the next tick finds\n',
    )
    expect(await recorded()).toBeNull()
    expect((await admin('cluster', 'show')).printed).toMatch(
      /^installation +[0-9a-f]{16}\ncluster +default\nuid +none yet: /,
    )
    expect((await admin('cluster', 'adopt', '--uid', 'first-uid', '--yes')).printed).toContain('old: none')
    expect(await recorded()).toBe('first-uid')
  })

  test('adopt leaves the default release of the name as it is, also when it waits for what the next tick finds', async () => {
    await record('default', 'old-uid')
    await files.database.write([{ sql: "UPDATE clusters SET default_release_by = 'operator' WHERE name = 'default'" }])
    for (const words of [['--uid', 'new-uid'], []])
      expect((await admin('cluster', 'adopt', ...words, '--yes')).code).toBe(0)
    expect(
      await files.database.query("SELECT uid, default_release_by AS by FROM clusters WHERE name = 'default'"),
    ).toEqual([{ uid: null, by: 'operator' }])
  })

  test('each name has a cluster of its own: --cluster names one, else CLUSTER_NAME does', async () => {
    await record('default', 'one')
    await record('eu-1', 'two')
    const named = (...words: string[]) =>
      run(['admin', 'cluster', ...words], {
        ...terminal,
        environment: { ...terminal.environment, CLUSTER_NAME: 'eu-1' },
      })
    expect((await named('show')).printed).toMatch(/cluster +eu-1\nuid +two\n/)
    expect((await named('show', '--cluster', 'default')).printed).toMatch(/cluster +default\nuid +one\n/)
    expect((await admin('cluster', 'show', '--cluster', 'eu-1')).printed).toMatch(/uid +two\n/)
    await named('adopt', '--uid', 'three', '--yes')
    await admin('cluster', 'adopt', '--cluster', 'us-1', '--uid', 'four', '--yes')
    expect([await recorded(), await recorded('eu-1'), await recorded('us-1')]).toEqual(['one', 'three', 'four'])
  })

  test.each([
    [true, 0, null],
    [false, 1, 'kept'],
    [undefined, 2, 'kept'],
  ])('adopt asks without --yes: %s ends with %d', async (answer, code, left) => {
    await record('default', 'kept')
    const ran = await run(['admin', 'cluster', 'adopt'], { ...terminal, ...(answer === undefined ? {} : { answer }) })
    expect([ran.code, await recorded()]).toEqual([code, left])
    expect(ran.noted).toContain('The cluster "default" is recorded as kept.')
  })

  test('adopt refuses a cluster that another name stands for, with that name and the cure', async () => {
    await record('default', 'mine')
    await record('eu-1', 'theirs')
    expect(await admin('cluster', 'adopt', '--uid', 'theirs', '--yes')).toMatchObject({
      code: 1,
      noted: expect.stringContaining(
        'the cluster theirs is recorded as "eu-1", and one cluster has one name; first: storeplane admin cluster adopt --cluster eu-1',
      ),
    })
    expect([await recorded(), await recorded('eu-1')]).toEqual(['mine', 'theirs'])
  })

  test('adopt refuses what is no UID', async () => {
    expect((await admin('cluster', 'adopt', '--uid', 'a b', '--yes')).code).toBe(2)
  })

  test.each([['show'], ['adopt', '--yes']])('%s refuses what is no name of a cluster', async (...words) => {
    const refused = { code: 2, noted: expect.stringContaining('small letters, digits and hyphens') }
    expect(await admin('cluster', ...words, '--cluster', 'EU 1')).toMatchObject(refused)
    expect(await admin('orphans', '--cluster', '')).toMatchObject(refused)
  })
})

describe('a database that is not there', () => {
  const fresh = () => ({ environment: { DATABASE_URL: 'sqlite:///none.db' }, directory: files.folder })

  test.each([
    [['keys', 'create', '--owner', 'anna', '--scopes', 'read']],
    [['keys', 'list']],
    [['keys', 'revoke', 'key_a']],
    [['cluster', 'show']],
    [['releases', 'list']],
    [['orphans']],
    [['backup', 'copy.db']],
  ])('is named by %j with the variable that says where, and is not made', async (words) => {
    const file = join(files.folder, 'none.db')
    expect(await run(['admin', ...words], fresh())).toMatchObject({
      code: 1,
      printed: '',
      noted: expect.stringContaining(`there is no database at ${file}; set DATABASE_URL to the one`),
    })
    expect(existsSync(file)).toBe(false)
  })
})

describe('migrate', () => {
  test('makes the schema that the other commands ask for, and is harmless when repeated', async () => {
    const environment = { DATABASE_URL: 'sqlite:///new.db' }
    const fresh = { environment, directory: files.folder }
    expect(await run(['admin', 'keys', 'list'], fresh)).toMatchObject({
      code: 1,
      noted: expect.stringContaining('storeplane admin migrate'),
    })
    expect((await run(['admin', 'migrate'], fresh)).printed).toContain('applied 1')
    expect(existsSync(join(files.folder, 'new.db'))).toBe(true)
    expect((await run(['admin', 'migrate'], fresh)).printed).toContain('is up to date')
    expect((await run(['admin', 'keys', 'list'], fresh)).noted).toContain('this machine only')
  })

  test('ends with 2 on a DATABASE_URL that names none', async () => {
    expect((await run(['admin', 'migrate'], { ...terminal, environment: { DATABASE_URL: 'x' } })).code).toBe(2)
  })
})
