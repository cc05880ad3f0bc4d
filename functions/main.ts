// The program of the whole API.
import { describeVariables } from '../shared/config/describe-variables.ts'
import { createPreparedApi } from './app.ts'
import { builtDashboard } from './http/built-dashboard.ts'
import { runServer } from './run-server.ts'

const help = `functions: the HTTP API of Storeplane

Usage: functions [--help]

Exit codes: 0 stopped by SIGTERM or SIGINT, 1 it could not start, 2 a fault of the configuration.

${describeVariables('functions')}`

process.exitCode = await runServer(
  { name: 'functions', help, createApi: (deps) => createPreparedApi({ ...deps, ...builtDashboard }) },
  {
    args: process.argv.slice(2),
    environment: process.env,
    directory: process.cwd(),
    terminal: process.stderr.isTTY === true,
  },
)
