// `start`: the server, in this very process; an end that nobody asked for is a failure, also where Medusa calls it a success.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { waitForCache } from './cache.mjs'
import { connect } from './database.mjs'
import { fail, requireVariables } from './fail.mjs'
import { cli } from './medusa.mjs'

const reachableWithinSeconds = 60
const graceMs = 8000

export async function start() {
  let asked = false
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.on(signal, () => {
      asked = true
      setTimeout(() => process.exit(143), graceMs).unref()
    })
  // Medusa logs an uncaught error and stays, also when it never got its port.
  process.on('uncaughtException', (error) => {
    if (error.syscall === 'listen') fail(`The server cannot listen: ${error.message}.`)
  })
  process.on('exit', (code) => {
    if (code === 0 && !asked) process.exitCode = 1
  })
  requireVariables()
  // Medusa itself would retry for minutes and report nothing.
  await (await connect(reachableWithinSeconds)).end()
  await waitForCache(reachableWithinSeconds)
  if (asked) process.exit(143)
  process.env.MEDUSA_DISABLE_TELEMETRY = 'true'
  const file = join(process.cwd(), cli)
  process.argv = [process.execPath, file, 'start', '--port', process.env.PORT || '9000']
  createRequire(file)(file)
}
