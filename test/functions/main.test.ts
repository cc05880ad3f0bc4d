// The program as a process: how it starts, what it refuses, how it ends.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { makeSystemdNotify } from '../support/systemd-notify.ts'
import { makeKey } from './api.ts'
import { speak } from './speak.ts'
import { type Program, startProgram } from './start-program.ts'

let folder: string
const started: Program[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-functions-'))
})
afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all(started.map(({ exit }) => exit))
  rmSync(folder, { recursive: true, force: true })
})

function start(environment: Record<string, string> = {}, args: string[] = []): Program {
  const program = startProgram('functions', { environment, args, folder })
  started.push(program)
  return program
}

function ask(url: string, name: string, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ name, engine: 'woocommerce' })
  return fetch(`${url}/stores`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } })
}

test('it makes its database with mode 0600, says where it is and where it listens, and SIGTERM ends it with 0 once running requests are answered', async () => {
  const program = start({ DATABASE_URL: 'sqlite:///first.db', FLASK_PORT: '5000' })
  const url = await program.url()
  expect((await fetch(`${url}/health`)).status).toBe(200)
  const file = join(folder, 'first.db')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(program.output.stderr).toContain(`"database":"${file}"`)
  expect(program.output.stderr.split('\n').filter((line) => line.includes('FLASK_PORT'))).toHaveLength(1)
  const body = '{"name":"last-one","engine":"woocommerce"}'
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => {
    answer += data
  })
  socket.write(
    `POST /stores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  )
  await eventually(() => answer.includes('100 Continue'))
  program.child.kill('SIGTERM')
  await eventually(() => program.output.stderr.includes('functions.stopping'))
  socket.write(body)
  await eventually(() => answer.includes('HTTP/1.1 202'))
  expect(await program.exit).toEqual({ code: 0, signal: null })
  expect(program.output.stdout).toBe('')
})

test('SIGTERM answers whoever waits for a store at once, with its present state, and ends with 0', async () => {
  const program = start({ DATABASE_URL: 'sqlite:///waiting.db' })
  const url = await program.url()
  const startedMs = performance.now()
  const waiting = ask(url, 'a-long-wait', { Prefer: 'wait=60' })
  await eventually(async () => JSON.stringify(await (await fetch(`${url}/stores`)).json()).includes('a-long-wait'))
  program.child.kill('SIGTERM')
  const answer = await waiting
  expect([answer.status, ((await answer.json()) as { status: string }).status]).toEqual([202, 'PROVISIONING'])
  expect((await program.exit).code).toBe(0)
  expect(performance.now() - startedMs).toBeLessThan(15_000)
})

test('what is refused before it is a request shows in the metrics and once in the log', async () => {
  const program = start({ DATABASE_URL: 'sqlite:///refused.db' })
  const url = await program.url()
  for (let count = 0; count < 5; count++) {
    const spoken = speak(url, 'NO HTTP\r\n\r\n')
    await eventually(() => spoken.ended)
  }
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('storeplane_http_refused_total{reason="invalid_request"} 5')
  expect(metrics).toContain('storeplane_http_refused_total{reason="request_timeout"} 0')
  const told = () => program.output.stderr.split('\n').filter((line) => line.includes('request.refused'))
  expect(told()).toHaveLength(1)
  program.child.kill('SIGTERM')
  expect((await program.exit).code).toBe(0)
  expect(told().map((line) => JSON.parse(line).count)).toEqual([1, 4])
})

test('a dozen streams at once are no news to the log', async () => {
  const program = start({ DATABASE_URL: 'sqlite:///streams.db' })
  const url = await program.url()
  const leaving = new AbortController()
  const headers = { Accept: 'text/event-stream' }
  const ask = () => fetch(`${url}/api/v1/events`, { headers, signal: leaving.signal })
  const streams = await Promise.all(Array.from({ length: 12 }, ask))
  expect(streams.map(({ status }) => status)).toEqual(Array(12).fill(200))
  program.child.kill('SIGTERM')
  expect((await program.exit).code).toBe(0)
  leaving.abort()
  expect(program.output.stderr).not.toContain('MaxListeners')
})

test('systemd is told READY once it serves, and STOPPING when it is told to stop', async () => {
  const { environment, told } = makeSystemdNotify(join(folder, 'notify'))
  const program = start({ ...environment, DATABASE_URL: 'sqlite:///notify.db' })
  await eventually(() => told().length === 1)
  expect(program.output.stderr).toContain('functions.listening')
  expect((await fetch(`${await program.url()}/health/ready`)).status).toBe(200)
  expect(told()).toEqual(['READY=1'])
  program.child.kill('SIGTERM')
  expect(await program.exit).toEqual({ code: 0, signal: null })
  expect(told()).toEqual(['READY=1', 'STOPPING=1'])
})

test('two processes on one database, asked at once for one name: one 202, one 409', async () => {
  const environment = { DATABASE_URL: 'sqlite:///shared.db' }
  const programs = [start(environment), start(environment)]
  const urls = await Promise.all(programs.map((program) => program.url()))
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all(urls.map((url) => ask(url, `round-${round}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
  }
  for (const { child } of programs) child.kill('SIGINT')
  for (const { exit } of programs) expect((await exit).code).toBe(0)
})

test('all faults of the configuration are told at once, with exit code 2 and without a database', async () => {
  const { exit, output } = start({
    DATABASE_URL: 'mysql://x',
    PORT: '70000',
    LOG_LEVEL: 'loud',
    STORE_SECRET_KEY: 'short',
    CORS_ALLOW_ORIGINS: '*',
  })
  expect((await exit).code).toBe(2)
  for (const name of ['DATABASE_URL', 'PORT', 'LOG_LEVEL', 'STORE_SECRET_KEY', 'CORS_ALLOW_ORIGINS'])
    expect(output.stderr).toContain(`${name}:`)
  expect(output.stderr).not.toContain('mysql://x')
  expect(existsSync(join(folder, 'store_platform.db'))).toBe(false)
})

test('a HOST that others can reach is refused with the command that makes a key, until there is one', async () => {
  const files = await makeDatabase()
  const environment = { HOST: '0.0.0.0', DATABASE_URL: `file:${files.file}` }
  const refused = start(environment)
  expect((await refused.exit).code).toBe(2)
  expect(refused.output.stderr).toContain('storeplane admin keys create --owner NAME --scopes read,write')
  const { headers } = await makeKey(files.database)
  const served = start(environment)
  const url = (await served.url()).replace('0.0.0.0', '127.0.0.1')
  expect((await fetch(`${url}/stores`)).status).toBe(401)
  expect((await fetch(`${url}/stores`, { headers })).status).toBe(200)
  served.child.kill('SIGTERM')
  expect((await served.exit).code).toBe(0)
  files.remove()
})

test('a port in use ends it with 1 and the cure', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await eventually(() => server.listening)
  const { port } = server.address() as AddressInfo
  const { exit, output } = start({ PORT: String(port), DATABASE_URL: 'sqlite:///port.db' })
  expect((await exit).code).toBe(1)
  expect(output.stderr).toContain(`port ${port} on 127.0.0.1 is in use; set PORT`)
  server.close()
})

test('a database that cannot be opened ends it with 1 and the reason', async () => {
  writeFileSync(
    join(folder, 'not-a-database.db'),
    'This is a text, and long enough to be read as a header. '.repeat(20),
  )
  const { exit, output } = start({ DATABASE_URL: 'sqlite:///not-a-database.db' })
  expect((await exit).code).toBe(1)
  expect(output.stderr).toMatch(/not-a-database\.db.*not a database/)
})

test('--help is answered with 0, an unknown option with 2', async () => {
  const [helped, unknown] = [start({}, ['--help']), start({}, ['--port', '1'])]
  expect((await helped.exit).code).toBe(0)
  expect(helped.output.stdout).toContain('Usage: functions')
  expect((await unknown.exit).code).toBe(2)
})
