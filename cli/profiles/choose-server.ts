// Which API is called with which key: the environment wins over the profile, and a stored key goes to its own URL alone.
import { readConfiguration } from '../../shared/config/read-variables.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { type Profile, profilesFile, readProfiles } from './profiles-file.ts'

export type Server = { url: string; key: string | undefined }
export type Chooser = Pick<Context, 'environment' | 'directory' | 'profile' | 'folderChoosesServer'>

/** Throws an ExitError with code 2 for a faulty variable, and for a profile that is named and is not there. */
export function chooseServer(context: Chooser): Server {
  const { environment, profile: asked } = context
  if (context.folderChoosesServer)
    throw new ExitError(
      2,
      `.env of this folder sets STOREPLANE_URL or STOREPLANE_KEY_FILE, and would choose who gets a key from elsewhere; put STOREPLANE_URL and STOREPLANE_KEY both into it, or both into the environment`,
    )
  const { STOREPLANE_URL, STOREPLANE_KEY: key, STOREPLANE_PROFILE } = readConfiguration('storeplane', context)
  const profile = findProfile(environment, asked ?? STOREPLANE_PROFILE)
  const url = environment['STOREPLANE_URL']?.trim() || profile === undefined ? STOREPLANE_URL : profile.url
  return { url, key: key ?? keyFor(url, profile) }
}

/** The name that is meant where none is given. */
export function profileName({ environment, profile }: Pick<Context, 'environment' | 'profile'>): string {
  return profile ?? (environment['STOREPLANE_PROFILE']?.trim() || 'default')
}

function findProfile(environment: Context['environment'], name: string | undefined): Profile | undefined {
  const profile = readProfiles(environment).get(name ?? 'default')
  if (profile !== undefined || name === undefined) return profile
  throw new ExitError(
    2,
    `there is no profile "${name}" in ${profilesFile(environment)}; storeplane login --profile ${name} makes it`,
  )
}

function keyFor(url: string, profile: Profile | undefined): string | undefined {
  return profile?.url === url ? profile.key : undefined
}
