// storeplane logout: forgets a profile and its key.
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import { profileName } from './choose-server.ts'
import { readProfiles, writeProfiles } from './profiles-file.ts'

export const logout: Run<typeof definitions.logout> = async (_, context) => {
  const name = profileName(context)
  const profiles = new Map(readProfiles(context.environment))
  if (!profiles.delete(name)) throw new ExitError(1, `there is no profile "${name}"`)
  writeProfiles(context.environment, profiles)
  context.note(`The profile "${name}" is forgotten. Its key stays valid until it is revoked.`)
  return 0
}
