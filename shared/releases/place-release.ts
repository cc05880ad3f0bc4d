// Writes a release into the cache, whole or not at all, and removes what nobody has used for long.
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ContentFile, ReleaseContent } from './content.ts'

export type Place = {
  root: string
  digest: string
  nowMs: number
  /** Whether the folder of the digest holds it whole: another process may have been faster. */
  isThere: () => boolean
}

/** A folder that holds something else is replaced. */
export function placeRelease(content: ReleaseContent, { root, digest, nowMs, isThere }: Place): void {
  prune(root, nowMs)
  const draft = mkdtempSync(join(root, draftPrefix))
  try {
    writeFiles(draft, content)
    if (rename(draft, join(root, digest)) || isThere()) return
    removeDamaged(join(root, digest), root)
    rename(draft, join(root, digest))
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

const draftPrefix = '.unfinished-'
const draftsKeptMs = 600_000
const releasesKeptMs = 86_400_000

/** What killed processes have begun, and releases that no process has used for a day: they are written again when needed. */
function prune(root: string, nowMs: number): void {
  for (const name of readdirSync(root)) {
    const keptMs = name.startsWith(draftPrefix) ? draftsKeptMs : releasesKeptMs
    const ageMs = nowMs - (lstatSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? nowMs)
    if (ageMs > keptMs) rmSync(join(root, name), { recursive: true, force: true })
  }
}

/** Moved away first: another process may put the whole one in its place meanwhile. */
function removeDamaged(folder: string, root: string): void {
  const away = mkdtempSync(join(root, draftPrefix))
  rename(folder, join(away, 'damaged'))
  rmSync(away, { recursive: true, force: true })
}

function writeFiles(folder: string, { chart, values }: ReleaseContent): void {
  mkdirSync(join(folder, 'values'), { mode: 0o700 })
  for (const file of chart) writeFile(join(folder, 'chart'), file)
  for (const [index, file] of values.entries()) writeFile(join(folder, 'values', String(index).padStart(3, '0')), file)
}

function writeFile(folder: string, { path, bytes }: ContentFile): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' })
}

/** False where something that is not empty has the name already. */
function rename(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT') return false
    throw error
  }
}
