// What `storeplane admin` reads from the environment.
import * as z from 'zod'
import { type Environment, parseEnvironment } from './environment.ts'
import { clusterName, databaseAddress, logLevel } from './variables.ts'

/** Throws an ExitError with code 2 naming every faulty variable. */
export function adminConfig(environment: Environment, directory: string) {
  const read = parseEnvironment(
    z.object({
      DATABASE_URL: databaseAddress(directory),
      DATABASE_AUTH_TOKEN: z.string().optional(),
      KUBECONFIG: z.string().optional(),
      CLUSTER_NAME: clusterName,
      LOG_LEVEL: logLevel,
    }),
    environment,
  )
  return {
    database: read.DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    kubeconfig: read.KUBECONFIG,
    clusterName: read.CLUSTER_NAME,
    logLevel: read.LOG_LEVEL,
  }
}
