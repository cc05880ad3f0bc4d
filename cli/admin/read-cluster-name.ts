// Which cluster an admin command is about: the one that --cluster names, else CLUSTER_NAME.
import { adminConfig } from '../../shared/config/admin-config.ts'
import { clusterName } from '../../shared/config/variables.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'

/** Throws an ExitError with code 2. */
export function readClusterName(given: string | undefined, { environment, directory }: Context): string {
  if (given === undefined) return adminConfig(environment, directory).clusterName
  const read = clusterName.safeParse(given)
  if (read.success) return read.data
  throw new ExitError(2, `--cluster ${read.error.issues.map(({ message }) => message).join('; ')}`)
}
