// Medusa's command line as a child process without a terminal, so that no prompt can wait for an answer.
import { spawn } from 'node:child_process'
import { fail } from './fail.mjs'

export const cli = 'node_modules/@medusajs/cli/cli.js'

export function startMedusa(args, environment = {}) {
  const env = { ...process.env, MEDUSA_DISABLE_TELEMETRY: 'true', CI: 'true', ...environment }
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env })
  process.on('exit', () => child.kill('SIGKILL'))
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(code ?? signal))
  })
  return { child, ended }
}

export async function runMedusa(what, args) {
  const code = await startMedusa(args).ended
  if (code !== 0) fail(`${what} failed with code ${code}.`)
}
