// Releases unpacked on this machine, for Helm to read: each in a folder named by its digest, below a private one.
import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { digestOf, type ReleaseContent } from './content.ts'
import { ReleaseContentError } from './content-error.ts'
import { placeRelease } from './place-release.ts'
import { requirePrivateFolder } from './private-folder.ts'
import { readContent, stampOf } from './read-content.ts'

/** Paths are absolute; the last values file wins. */
export type UnpackedRelease = { chartPath: string; valuesFiles: string[] }

export type ReleaseCache = {
  /** `load` is called where it is not there; what it rejects with, `unpack` rejects with. */
  unpack(digest: string, load: () => Promise<ReleaseContent>): Promise<UnpackedRelease>
}

export type ReleaseCacheOptions = {
  /** The machine's folder for temporary files, or TMPDIR. */
  temporaryFolder: string
  clock: Clock
  uid?: number
}

/**
 * What is there is verified by its digest before this process uses it for the first time, and again once a file of it has
 * changed: what cleans up temporary folders removes single files.
 */
export function openReleaseCache({ temporaryFolder, clock, uid = process.getuid?.() ?? 0 }: ReleaseCacheOptions) {
  const own = join(temporaryFolder, `storeplane-${uid}`)
  const root = join(own, 'releases')
  const stamps = new Map<string, string>()
  const find = (digest: string): UnpackedRelease | null => {
    const release = pathsOf(join(root, digest))
    if (release === null) return null
    const stamp = stampOf(release)
    if (stamp !== stamps.get(digest) && !isWhole(release, digest)) return null
    stamps.set(digest, stamp)
    touch(join(root, digest), clock)
    return release
  }
  const unpack: ReleaseCache['unpack'] = async (digest, load) => {
    requirePrivateFolder(own, uid)
    requirePrivateFolder(root, uid)
    const there = find(digest)
    if (there !== null) return there
    const content = await load()
    placeRelease(content, { root, digest, nowMs: clock.nowMs(), isThere: () => find(digest) !== null })
    const placed = find(digest)
    if (placed === null) throw new Error(`${join(root, digest)} does not hold what was just written to it`)
    return placed
  }
  return { unpack } satisfies ReleaseCache
}

function pathsOf(folder: string): UnpackedRelease | null {
  try {
    const numbered = readdirSync(join(folder, 'values')).toSorted()
    const valuesFiles = numbered.flatMap((number) => filesIn(join(folder, 'values', number)))
    return { chartPath: join(folder, 'chart'), valuesFiles }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Of each values file there is one, in a folder that has its number as name. */
function filesIn(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name))
}

function isWhole(release: UnpackedRelease, digest: string): boolean {
  try {
    return digestOf(readContent(release)) === digest
  } catch (error) {
    if (error instanceof ReleaseContentError) return false
    throw error
  }
}

/** By its time others see that it is in use. */
function touch(folder: string, clock: Clock): void {
  const seconds = clock.nowMs() / 1_000
  utimesSync(folder, seconds, seconds)
}
