// Would a folder's `.env` choose the server that a key from elsewhere goes to, or the file that is sent as a key?
import type { Environment } from '../../shared/config/environment.ts'

/** A folder that was unpacked or cloned brings its own `.env`: a URL in it is good for a key in it, and for no other. */
export function folderChoosesServer(exported: Environment, file: Environment): boolean {
  const isSet = (environment: Environment, name: string) => Boolean(environment[name]?.trim())
  const hasOwnKey = isSet(file, 'STOREPLANE_KEY') && !isSet(exported, 'STOREPLANE_KEY')
  const isServerOfFile = isSet(file, 'STOREPLANE_URL') && !isSet(exported, 'STOREPLANE_URL')
  const hasOtherKey = isSet(exported, 'STOREPLANE_KEY') || isSet(exported, 'STOREPLANE_KEY_FILE')
  const isKeyFileOfFile = isSet(file, 'STOREPLANE_KEY_FILE') && !isSet(exported, 'STOREPLANE_KEY_FILE')
  return isKeyFileOfFile || (isServerOfFile && hasOtherKey && !hasOwnKey)
}
