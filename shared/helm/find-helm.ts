// Finds the Helm binary; loads nothing for it.
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** The absolute path of an executable `helm` on the PATH given, or of `override` (a path, or a name on that PATH). */
export function findHelmBinary(pathVariable: string, override?: string | undefined): string | undefined {
  const wanted = override ?? 'helm'
  const candidates = wanted.includes('/') ? [resolve(wanted)] : onPath(pathVariable, wanted)
  return candidates.find(isExecutable)
}

function onPath(pathVariable: string, name: string): string[] {
  return pathVariable
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => resolve(join(folder, name)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
