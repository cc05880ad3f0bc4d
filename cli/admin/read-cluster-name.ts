// Which cluster an admin command is about: the one that --cluster names, else CLUSTER_NAME.
import { adminConfig } from '../../shared/config/admin-config.ts'
import { variables } from '../../shared/config/variables/index.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'

const { shape: clusterName } = variables.CLUSTER_NAME

/** Throws an ExitError with code 2. */
export function readClusterName(given: string | undefined, { environment, directory }: Context): string {
  if (given === undefined) return adminConfig(environment, directory).clusterName
  const name = clusterName.read(given, directory)
  if (name !== undefined) return name
  throw new ExitError(2, `--cluster must be ${clusterName.form}`)
}
