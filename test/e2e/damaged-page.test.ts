// A page that no tick reads is damaged: runs that are started again and again find it within the hour, before they work on.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Driver from 'libsql'
import { expect, onTestFinished, test } from 'vitest'
import { kubeconfigFor } from '../shared/kubernetes/api-server.ts'
import { startProgram } from '../support/process.ts'
import { baseEnvironment } from '../support/stack.ts'
import { makeHome } from './fixtures/functions-process.ts'

test.each([
  ['a single tick', []],
  ['a run of a second', ['--for', '1s']],
])(
  '%s reads the whole file once an hour: it ends with 1 and says that it is damaged, as often as it is run',
  async (_, args) => {
    const { folder, file, remove } = makeHome()
    onTestFinished(remove)
    const run = async () => {
      const env = { ...baseEnvironment(folder), KUBECONFIG: join(folder, 'kubeconfig') }
      writeFileSync(env.KUBECONFIG, JSON.stringify(kubeconfigFor({ server: 'http://127.0.0.1:1' })))
      const poller = startProgram('poller', args, { cwd: folder, env })
      return { code: await poller.ended, output: poller.output() }
    }
    expect(await run()).toMatchObject({ code: 0 })
    execute(file, `CREATE TABLE filler (text); INSERT INTO filler VALUES ('${filler}')`)
    const whole = readFileSync(file)
    damage(file)
    expect(await run(), 'within the hour').toMatchObject({ code: 0 })
    writeFileSync(file, whole)
    execute(file, `UPDATE leases SET completed_at = completed_at - 3600000 WHERE name = 'soundness'`)
    damage(file)
    for (const round of [1, 2])
      expect(await run(), `run ${round}`).toMatchObject({
        code: 1,
        output: expect.stringContaining('the database is damaged'),
      })
  },
)

const filler = 'filler '.repeat(4_000)

/** By exec alone: a statement would keep the closed file locked until it is collected. */
function execute(file: string, sql: string): void {
  const driver = new Driver(file)
  driver.exec(`${sql}; PRAGMA wal_checkpoint(TRUNCATE)`)
  driver.close()
}

/** The page on which the text begins: that of its table, which nobody reads. */
function damage(file: string): void {
  const bytes = readFileSync(file)
  const page = Math.floor(bytes.indexOf('filler filler') / 4_096)
  bytes.fill(0xff, page * 4_096, (page + 1) * 4_096)
  writeFileSync(file, bytes)
}
