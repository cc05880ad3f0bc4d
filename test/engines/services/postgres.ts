// A real PostgreSQL of a test's own, Debian's, with password logins only.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { type Account, accountOf, giveTo, startService } from './service.ts'

export type Postgres = {
  port: number
  /** One statement as the superuser; rows by line, columns by `|`. */
  sql(statement: string, database?: string): string
  createDatabase(name: string, password: string): void
  dump(database: string): string
  stop(): Promise<void>
}

export async function startPostgres(folder: string): Promise<Postgres> {
  const account = accountOf('postgres')
  const bin = newestBin()
  const data = initialise(bin, join(folder, 'postgres'), account)
  const port = await freePort()
  const options = ['-c', `listen_addresses=127.0.0.1`, '-c', `unix_socket_directories=${data}`, '-c', 'fsync=off']
  const server = startService(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...options], {
    account,
    cwd: data,
  })
  const client = (command: string, args: string[]) =>
    execFileSync(join(bin, command), ['-h', data, '-p', String(port), '-U', 'postgres', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1e8,
    })
  const sql = (statement: string, database = 'postgres') =>
    client('psql', ['-AtqX', '-d', database, '-c', statement]).trim()
  await eventually(() => sql('SELECT 1') === '1', { deadlineMs: 30_000, everyMs: 100, what: 'PostgreSQL' }).catch(
    (error) => {
      throw new Error(`${error.message}\n${server.output()}`)
    },
  )
  return {
    port,
    sql,
    createDatabase: (name, password) => {
      sql(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`)
      sql(`CREATE DATABASE ${name} OWNER ${name}`)
    },
    dump: (database) => client('pg_dump', ['-d', database]).replaceAll(/^\\(un)?restrict .*$/gm, ''),
    stop: async () => {
      await server.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function newestBin(): string {
  const versions = readdirSync('/usr/lib/postgresql')
    .map(Number)
    .sort((a, b) => b - a)
  return `/usr/lib/postgresql/${versions[0]}/bin`
}

/** Logins by socket are trusted for the tests' own look; by TCP, as the store comes, they need the password. */
function initialise(bin: string, data: string, account: Account | undefined): string {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  giveTo(account, data)
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth-local=trust',
    '--auth-host=scram-sha-256',
    '--no-sync',
    '-E',
    'UTF8',
  ]
  execFileSync(join(bin, 'initdb'), args, { cwd: data, stdio: 'pipe', ...account })
  return data
}
