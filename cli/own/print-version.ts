// storeplane version: the version of this program.
import { version } from '../../shared/version.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'

export const printVersion: Run<typeof definitions.version> = async (_, { print }) => {
  print(version)
  return 0
}
