// A folder that nobody else can write to: where it lies, the temporary folder of a machine, others may write as well.
import { lstatSync, mkdirSync } from 'node:fs'

/** Makes it with mode 0700, or finds it so. Throws where it is somebody else's, open to others, or a link. */
export function requirePrivateFolder(folder: string, uid: number): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const fault = faultOf(folder, uid)
  if (fault !== null) throw new Error(`${folder} ${fault}; remove it, or set TMPDIR to a folder of your own`)
}

function faultOf(folder: string, uid: number): string | null {
  const stats = lstatSync(folder)
  if (!stats.isDirectory()) return 'is no folder'
  if (stats.uid !== uid) return `belongs to another user (uid ${stats.uid})`
  return (stats.mode & 0o077) === 0 ? null : 'is open to other users'
}
