// The npm package of the command line is without native code: says what a database file needs where that is missing.
import { ExitError } from '../../shared/errors.ts'

declare const STOREPLANE_DRIVER: string | undefined

/** Throws an ExitError with code 2 in place of the error of a module that is not there. */
export async function explainMissingDriver<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new ExitError(
      2,
      `A database file is opened by libsql, native code that is not installed here. Run one of:
  npm install --global ${typeof STOREPLANE_DRIVER === 'string' ? STOREPLANE_DRIVER : 'libsql'}, with the same --prefix as storeplane, where it has one
  node dist/storeplane.mjs admin …, where Storeplane was built, or storeplane admin … in its image
A libSQL server as DATABASE_URL needs neither.`,
      { cause: error },
    )
  }
}

function isMissing(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if ((at as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND' && /'@?libsql/.test(at.message)) return true
  }
  return false
}
