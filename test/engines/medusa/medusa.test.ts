// The Medusa project, really installed, built and run on PostgreSQL and Redis: set up twice, served, sold from, and failed.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../support/free-port.ts'
import { type Ended, type Running, run } from '../run.ts'
import { type Postgres, startPostgres } from '../services/postgres.ts'
import { type Redis, startRedis } from '../services/redis.ts'
import { makeFolder } from '../services/service.ts'
import { makeApp } from './project.ts'
import { adminEmail, type MedusaStore, makeStore, secrets } from './store.ts'

const cachePassword = 'cacheSecret_-0123456789abcdefghi'
const folder = makeFolder('medusa')
const key = { 'x-publishable-api-key': secrets.publishable }
let app: string
let postgres: Postgres
let redis: Redis
let store: MedusaStore

beforeAll(async () => {
  app = makeApp(folder)
  ;[postgres, redis] = await Promise.all([startPostgres(folder), startRedis(folder, cachePassword)])
  store = await makeStore({ app, folder, postgres, redis }, 'shop')
})
afterAll(async () => {
  await Promise.all([postgres?.stop(), redis?.stop()])
  rmSync(folder, { recursive: true, force: true })
})

describe('before anything is there', () => {
  test('an argument that is none is answered with those that are, and exit code 2', async () => {
    expect(await store.run('sell')).toMatchObject({ code: 2, stderr: 'usage: setup | wait | start\n' })
  })

  test.each(['setup', 'wait', 'start'])('%s without a variable it needs names it and exits 1', async (command) => {
    const ended = await store.run(command, { JWT_SECRET: '' })
    expect(ended).toMatchObject({ code: 1, stderr: 'The variable JWT_SECRET is not set.\n' })
  })

  test('setup without a database gives up after its time with a sentence, and exits 1', async () => {
    const nowhere = `postgres://shop:x@127.0.0.1:${await freePort()}/shop?sslmode=disable`
    const ended = await store.run('setup', { DATABASE_URL: nowhere, STORE_WAIT_SECONDS: '2' })
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The database did not answer within 2 s: .*\n$/),
    })
  })

  test('setup with a wrong password says so at once and exits 1', async () => {
    const ended = await store.run('setup', {
      DATABASE_URL: store.env['DATABASE_URL']?.replace(secrets.database, 'wrong') ?? '',
    })
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The database refuses the store's user/) })
    expect(ended.tookMs).toBeLessThan(5_000)
  })

  test('setup without a cache, or with a wrong password for it, exits 1 before it migrates anything', async () => {
    const away = `redis://:x@127.0.0.1:${await freePort()}`
    const ended = await store.run('setup', { REDIS_URL: away, STORE_WAIT_SECONDS: '2' })
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The cache did not answer within 2 s: .*\n$/),
    })
    const refused = await store.run('setup', { REDIS_URL: redis.url.replace(cachePassword, 'wrong') })
    expect(refused).toMatchObject({ code: 1, stderr: "The cache refuses the store's password.\n" })
    expect(tables('shop')).toEqual([])
  })

  test('wait gives up after its time and names the Job', async () => {
    const ended = await store.run('wait', { STORE_WAIT_SECONDS: '2' })
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The Job setup-11111111 did not finish within 2 s/),
    })
  })

  test.each(['setup', 'wait'])('%s that waits ends within seconds of SIGTERM', async (command) => {
    const nowhere = `postgres://shop:x@127.0.0.1:${await freePort()}/shop?sslmode=disable`
    const child = run({
      command: 'timeout',
      args: ['-s', 'TERM', '2', process.execPath, 'entrypoint/main.mjs', command],
      cwd: app,
      env: { ...store.env, DATABASE_URL: nowhere },
    })
    expect((await child).tookMs).toBeLessThan(5_000)
  })
})

describe('a set-up', () => {
  test('two at once on an empty database both succeed, and nothing is there twice', async () => {
    const both = await Promise.all([store.run('setup'), store.run('setup')])
    for (const ended of both) expect(ended, ended.stdout + ended.stderr).toMatchObject({ code: 0 })
    expect(counts()).toEqual({
      store: 1,
      region: 1,
      sales_channel: 1,
      stock_location: 1,
      shipping_profile: 1,
      shipping_option: 1,
      product: 1,
      api_key: 1,
      user: 1,
      provider_identity: 1,
      tax_region: 1,
      fulfillment_set: 1,
      service_zone: 1,
      inventory_level: 1,
    })
    expectNoSecret(...both)
  })

  test('a repeated one changes nothing in the database', async () => {
    const before = postgres.dump('shop')
    const again = await store.run('setup')
    expect(again, again.stderr).toMatchObject({ code: 0 })
    expect(linesOf(postgres.dump('shop'))).toEqual(linesOf(before))
  })

  test('wait ends at once when its set-up is recorded, and not when another one is', async () => {
    expect(await store.run('wait')).toMatchObject({ code: 0 })
    expect(await store.run('wait', { STORE_SETUP: 'setup-22222222', STORE_WAIT_SECONDS: '1' })).toMatchObject({
      code: 1,
    })
  })

  test('whose migrations fail exits 1 and records nothing', async () => {
    const broken = await makeStore({ app, folder, postgres, redis }, 'broken')
    postgres.sql('REVOKE ALL ON SCHEMA public FROM PUBLIC; ALTER SCHEMA public OWNER TO postgres', 'broken')
    const ended = await broken.run('setup')
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(/failed with code|answered|ended with code/)
    expect(postgres.sql('SELECT count(*) FROM storeplane.setup', 'broken')).toBe('0')
    expectNoSecret(ended)
  })

  test('whose seeding fails exits 1 and records nothing', async () => {
    const ended = await (await makeStore({ app, folder, postgres, redis }, 'nocountry')).run('setup', {
      STORE_COUNTRY: 'xx',
    })
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/The set-up of the shop failed with code \d/),
    })
    expect(postgres.sql('SELECT count(*) FROM storeplane.setup', 'nocountry')).toBe('0')
  })
})

describe('the server', () => {
  let server: Running
  beforeAll(async () => {
    server = await store.serve()
  })
  afterAll(async () => {
    server.child.kill('SIGKILL')
    await server.ended
  })

  test('answers /health, and / with a page that names the store, its admin and its API', async () => {
    expect(await store.ask('/health')).toMatchObject({ status: 200, text: 'OK' })
    const page = await store.ask('/')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(page.text).toContain('<h1>My &#60;shop&#62;</h1>')
    expect(page.text).toContain('href="/app"')
    expect(page.text).toContain('/store')
  })

  test('lists the sample product to who brings the derived key, and names the missing key to others', async () => {
    const listed = await store.ask('/store/products', { headers: key })
    expect(listed.status).toBe(200)
    expect(listed.json).toMatchObject({ count: 1, products: [{ title: 'Sample product' }] })
    const refused = await store.ask('/store/products')
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('x-publishable-api-key')
  })

  test('sells: a shopper puts the product into a cart, has it sent, pays, and gets an order', async () => {
    const order = await buy()
    expect(order).toMatchObject({
      type: 'order',
      order: { email: 'shopper@example.org', currency_code: 'eur', total: 15 },
    })
  })

  test('lets the administrator in over plain http, by token and by cookie, and serves the admin at /app', async () => {
    const { authorization, cookie } = await login()
    expect((await store.ask('/admin/users/me', { headers: { authorization } })).json).toMatchObject({
      user: { email: adminEmail },
    })
    expect(cookie).toMatch(/^connect\.sid=/)
    expect(await store.ask('/admin/users/me', { headers: { cookie } })).toMatchObject({ status: 200 })
    expect((await store.ask('/app')).text).toContain('<div id="medusa"></div>')
    const wrong = await store.ask('/auth/user/emailpass', {
      method: 'POST',
      body: { email: adminEmail, password: 'wrong' },
    })
    expect(wrong.status).toBe(401)
  })

  test("serves a file that was uploaded in the admin at the store's own URL", async () => {
    const { authorization } = await login()
    const body = new FormData()
    body.append('files', new Blob(['hello'], { type: 'text/plain' }), 'hello.txt')
    const uploaded = await store.ask('/admin/uploads', { method: 'POST', headers: { authorization }, body })
    const { url } = uploaded.json['files'][0]
    expect(url.startsWith(`${store.url}/static/`)).toBe(true)
    expect((await store.ask(url.slice(store.url.length))).text).toBe('hello')
  })

  test("what the merchant changed stays changed through a new set-up, and its record is the new one's", async () => {
    const { authorization } = await login()
    const { json } = await store.ask('/admin/products', { headers: { authorization } })
    const mine = { title: 'My own', handle: 'my-own' }
    const path = `/admin/products/${json['products'][0].id}`
    const changed = await store.ask(path, { method: 'POST', headers: { authorization }, body: mine })
    expect(changed.status, changed.text).toBe(200)
    const ended = await store.run('setup', { STORE_SETUP: 'setup-33333333', STORE_NAME: 'Another name' })
    expect(ended, ended.stderr).toMatchObject({ code: 0 })
    expect((await store.ask('/store/products', { headers: key })).json).toMatchObject({
      count: 1,
      products: [mine],
    })
    expect((await store.ask('/')).text).toContain('My &#60;shop&#62;')
    expect(await store.run('wait', { STORE_SETUP: 'setup-33333333' })).toMatchObject({ code: 0 })
  })

  test('a second one that cannot have its port exits 1', async () => {
    const second = store.start()
    const ended = await second.ended
    expect(ended, ended.stdout).toMatchObject({ code: 1 })
  })

  test('ends within seconds of SIGTERM, with 0, and has logged no secret', async () => {
    const began = performance.now()
    server.child.kill('SIGTERM')
    const ended = await server.ended
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(ended.code).toBe(0)
    expectNoSecret(ended)
  })

  test('started again over its database lets the same administrator in', async () => {
    server = await store.serve()
    expect((await login()).authorization).toMatch(/^Bearer ./)
  })
})

async function login(): Promise<{ authorization: string; cookie: string }> {
  const asked = await store.ask('/auth/user/emailpass', {
    method: 'POST',
    body: { email: adminEmail, password: secrets.admin },
  })
  const authorization = `Bearer ${asked.json['token']}`
  const session = await store.ask('/auth/session', { method: 'POST', headers: { authorization } })
  return { authorization, cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function buy(): Promise<Record<string, unknown>> {
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await store.ask(path, { method, headers: key, ...(body === undefined ? {} : { body }) })
    expect(answer.status, `${path}: ${answer.text}`).toBe(200)
    return answer.json
  }
  const { regions } = await call('GET', '/store/regions')
  const { products } = await call('GET', '/store/products')
  const { cart } = await call('POST', '/store/carts', { region_id: regions[0].id })
  await call('POST', `/store/carts/${cart.id}/line-items`, { variant_id: products[0].variants[0].id, quantity: 1 })
  const address = {
    first_name: 'A',
    last_name: 'B',
    address_1: 'Street 1',
    city: 'Berlin',
    postal_code: '10115',
    country_code: 'de',
  }
  await call('POST', `/store/carts/${cart.id}`, {
    email: 'shopper@example.org',
    shipping_address: address,
    billing_address: address,
  })
  const { shipping_options } = await call('GET', `/store/shipping-options?cart_id=${cart.id}`)
  await call('POST', `/store/carts/${cart.id}/shipping-methods`, { option_id: shipping_options[0].id })
  const { payment_collection } = await call('POST', '/store/payment-collections', { cart_id: cart.id })
  await call('POST', `/store/payment-collections/${payment_collection.id}/payment-sessions`, {
    provider_id: 'pp_system_default',
  })
  return call('POST', `/store/carts/${cart.id}/complete`)
}

function counts(): Record<string, number> {
  const names =
    'store region sales_channel stock_location shipping_profile shipping_option product api_key user provider_identity tax_region fulfillment_set service_zone inventory_level'.split(
      ' ',
    )
  return Object.fromEntries(
    names.map((name) => [
      name,
      Number(postgres.sql(`SELECT count(*) FROM "${name}" WHERE deleted_at IS NULL`, 'shop')),
    ]),
  )
}

const tables = (database: string) =>
  postgres
    .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'", database)
    .split('\n')
    .filter(Boolean)

/** Sorted, and without counters: Medusa's own migrations write rows anew with the same content, which uses numbers up. */
const linesOf = (dump: string) =>
  dump
    .split('\n')
    .filter((line) => !line.includes('pg_catalog.setval('))
    .sort()

function expectNoSecret(...all: Ended[]): void {
  const text = all.map(({ stdout, stderr }) => stdout + stderr).join('\n')
  for (const secret of [...Object.values(secrets), cachePassword]) {
    expect(text.includes(secret)).toBe(false)
    expect(text.includes(Buffer.from(secret).toString('base64'))).toBe(false)
  }
}
