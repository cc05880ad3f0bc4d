// A real MariaDB of a test's own, Debian's.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { accountOf, giveTo, startService } from './service.ts'

export type MariaDb = {
  port: number
  /** Statements as root; rows by line, columns by tab. */
  sql(statements: string): string
  createDatabase(name: string, password: string): void
  dump(database: string): string
  stop(): Promise<void>
}

export async function startMariaDb(folder: string): Promise<MariaDb> {
  // A user that every Debian has: the packages that are installed make none for MariaDB.
  const account = accountOf('nobody')
  const data = join(folder, 'mariadb')
  mkdirSync(data, { recursive: true })
  giveTo(account, data)
  const install = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db']
  execFileSync('mariadb-install-db', install, { cwd: data, stdio: 'pipe', ...account })
  const port = await freePort()
  const socket = join(data, 's')
  const serve = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--bind-address=127.0.0.1']
  const quick = ['--innodb-flush-log-at-trx-commit=0', '--skip-log-bin', `--pid-file=${join(data, 'pid')}`]
  const server = startService('mariadbd', [...serve, `--port=${port}`, ...quick], { account, cwd: data })
  const client = (command: string, args: string[], input = '') =>
    execFileSync(command, ['--no-defaults', `--socket=${socket}`, '--user=root', ...args], {
      encoding: 'utf8',
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1e8,
    })
  const sql = (statements: string) => client('mariadb', ['--batch', '--skip-column-names'], statements).trim()
  await eventually(() => sql('SELECT 1') === '1', { deadlineMs: 30_000, everyMs: 100, what: 'MariaDB' }).catch(
    (error) => {
      throw new Error(`${error.message}\n${server.output()}`)
    },
  )
  return {
    port,
    sql,
    createDatabase: (name, password) => {
      sql(
        `CREATE DATABASE ${name}; CREATE USER ${name}@'%' IDENTIFIED BY '${password}'; GRANT ALL ON ${name}.* TO ${name}@'%'`,
      )
    },
    dump: (database) => client('mariadb-dump', ['--skip-dump-date', '--skip-extended-insert', database]),
    stop: async () => {
      // To mariadbd SIGINT means nothing.
      server.child.kill('SIGTERM')
      await server.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
