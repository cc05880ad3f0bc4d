// What the functions read from the environment.
import type { Environment } from './environment.ts'
import { readConfiguration } from './read-variables.ts'

export type FunctionsConfig = ReturnType<typeof functionsConfig>

/** Throws an ExitError with code 2 naming every faulty variable. */
export function functionsConfig(environment: Environment, directory: string) {
  const read = readConfiguration('functions', { environment, directory })
  return {
    database: read.DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    host: read.HOST,
    port: read.PORT,
    reservedNames: [...read.RESERVED_NAMES, ...ownNames(read.PUBLIC_HOST)],
    secretKeys: read.STORE_SECRET_KEY,
    rateLimitPerSecond: read.RATE_LIMIT_PER_SECOND,
    nameHoldMs: read.NAME_HOLD_SECONDS,
    corsAllowOrigins: read.CORS_ALLOW_ORIGINS,
    logLevel: read.LOG_LEVEL,
  }
}

/** The name with which a store would get the control plane's own host. */
function ownNames(publicHost: string | undefined): string[] {
  const [label] = publicHost?.split('.') ?? []
  return label === undefined ? [] : [label]
}
