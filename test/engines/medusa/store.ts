// One Medusa store of a test: the environment that the chart gives it, its programs, and its API as clients see it.
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { type Ended, type Running, run, start } from '../run.ts'
import type { Postgres } from '../services/postgres.ts'
import type { Redis } from '../services/redis.ts'

export const secrets = {
  database: 'dbSecret_-0123456789abcdefghijkl',
  jwt: 'jwtSecret_-0123456789abcdefghijk',
  cookie: 'cookieSecret_-0123456789abcdefgh',
  admin: 'adminSecret_-0123456789abcdefghi',
  publishable: 'pk_publishable_-0123456789abcdefgh',
}
export const adminEmail = 'admin@my-shop.localhost'

export type MedusaStore = {
  env: Record<string, string>
  url: string
  run(command: string, env?: Record<string, string>): Promise<Ended>
  start(env?: Record<string, string>): Running
  /** Starts the server and waits for it. */
  serve(): Promise<Running>
  ask(path: string, request?: { method?: string; headers?: Record<string, string>; body?: unknown }): Promise<Answer>
}

// biome-ignore lint/suspicious/noExplicitAny: answers of Medusa's API, of which each test looks at a few fields
type Json = Record<string, any>
export type Answer = { status: number; headers: Headers; text: string; json: Json }

/** `name` is also its database's and that database's user's. */
export async function makeStore(
  { app, folder, postgres, redis }: { app: string; folder: string; postgres: Postgres; redis: Redis },
  name: string,
): Promise<MedusaStore> {
  postgres.createDatabase(name, secrets.database)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: mkdtempSync(join(folder, 'home-')),
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: `postgres://${name}:${secrets.database}@127.0.0.1:${postgres.port}/${name}?sslmode=disable`,
    REDIS_URL: redis.url,
    JWT_SECRET: secrets.jwt,
    COOKIE_SECRET: secrets.cookie,
    STORE_URL: url,
    STORE_CORS: url,
    ADMIN_CORS: url,
    AUTH_CORS: url,
    MEDUSA_BACKEND_URL: url,
    MEDUSA_COOKIE_SECURE: 'false',
    MEDUSA_WORKER_MODE: 'shared',
    STORE_SETUP: 'setup-11111111',
    STORE_WAIT_SECONDS: '20',
    STORE_NAME: 'My <shop>',
    STORE_CURRENCY: 'eur',
    STORE_COUNTRY: 'de',
    STORE_SAMPLE_PRODUCT: 'yes',
    MEDUSA_ADMIN_EMAIL: adminEmail,
    MEDUSA_ADMIN_PASSWORD: secrets.admin,
    MEDUSA_PUBLISHABLE_KEY: secrets.publishable,
  }
  const command = (name: string, more: Record<string, string> = {}) => ({
    command: process.execPath,
    args: ['entrypoint/main.mjs', name],
    cwd: app,
    env: { ...env, ...more },
  })
  const ask = (path: string, request = {}) => askServer(url + path, request)
  return {
    env,
    url,
    run: (name, more) => run(command(name, more)),
    start: (more) => start(command('start', more)),
    serve: async () => {
      const server = start(command('start'))
      await eventually(async () => (await ask('/health')).status === 200, {
        deadlineMs: 60_000,
        everyMs: 100,
        what: 'the server',
      }).catch((error) => {
        throw new Error(`${error.message}\n${server.output()}`)
      })
      return server
    },
    ask,
  }
}

async function askServer(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: unknown },
): Promise<Answer> {
  const json = body === undefined || body instanceof FormData
  const answer = await fetch(url, {
    method,
    headers: json ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : {} }
}
