// What `storeplane admin` reads from the environment.
import type { Environment } from './environment.ts'
import { readConfiguration } from './read-variables.ts'

/** Throws an ExitError with code 2 naming every faulty variable. */
export function adminConfig(environment: Environment, directory: string) {
  const read = readConfiguration('admin', { environment, directory })
  return {
    database: read.DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    kubeconfig: read.KUBECONFIG,
    clusterName: read.CLUSTER_NAME,
    logLevel: read.LOG_LEVEL,
  }
}
