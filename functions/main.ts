// The program of the whole API.
import { createApi } from './app.ts'
import { builtDashboard } from './http/built-dashboard.ts'
import { runServer } from './run-server.ts'

const help = `functions: the HTTP API of Storeplane

Usage: functions [--help]

It reads .env and the environment: DATABASE_URL, DATABASE_AUTH_TOKEN, HOST (127.0.0.1), PORT (5000; 0 picks a free one),
RESERVED_NAMES, STORE_SECRET_KEY (only to give out credentials), RATE_LIMIT_PER_SECOND (0: no limit),
CORS_ALLOW_ORIGINS (origins whose pages may read answers; none), LOG_LEVEL.
Exit codes: 0 stopped by SIGTERM or SIGINT, 1 it could not start, 2 a fault of the configuration.`

process.exitCode = await runServer(
  { name: 'functions', help, createApi: (deps) => createApi({ ...deps, ...builtDashboard }) },
  {
    args: process.argv.slice(2),
    environment: process.env,
    directory: process.cwd(),
    terminal: process.stderr.isTTY === true,
  },
)
