// What the functions read from the environment.
import * as z from 'zod'
import { type Environment, parseEnvironment } from './environment.ts'
import { corsOrigins, count, databaseAddress, logLevel, reservedNames, secretKeys } from './variables.ts'

export type FunctionsConfig = ReturnType<typeof functionsConfig>

/** Throws an ExitError with code 2 naming every faulty variable. */
export function functionsConfig(environment: Environment, directory: string) {
  const read = parseEnvironment(
    z.object({
      DATABASE_URL: databaseAddress(directory),
      DATABASE_AUTH_TOKEN: z.string().optional(),
      HOST: z.string().default('127.0.0.1'),
      PORT: count(5000, { max: 65_535 }),
      RESERVED_NAMES: reservedNames,
      STORE_SECRET_KEY: secretKeys.optional(),
      RATE_LIMIT_PER_SECOND: count(0),
      CORS_ALLOW_ORIGINS: corsOrigins.optional(),
      LOG_LEVEL: logLevel,
    }),
    environment,
  )
  return {
    database: read.DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    host: read.HOST,
    port: read.PORT,
    reservedNames: read.RESERVED_NAMES,
    secretKeys: read.STORE_SECRET_KEY,
    rateLimitPerSecond: read.RATE_LIMIT_PER_SECOND,
    corsAllowOrigins: read.CORS_ALLOW_ORIGINS,
    logLevel: read.LOG_LEVEL,
  }
}
