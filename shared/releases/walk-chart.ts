// Finds the files of a chart's folder, links followed as Helm follows them, within what a release may hold.
import { type BigIntStats, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type IsIgnored, readIgnores } from './chart-ignores.ts'
import { maxFiles } from './content.ts'
import { ReleaseContentError } from './content-error.ts'

export type FoundFile = { path: string; file: string; stats: BigIntStats }

/** In no particular order. Throws a ReleaseContentError that names the file which cannot be kept. */
export function walkChart(chartPath: string): FoundFile[] {
  const found: FoundFile[] = []
  collect({ chartPath, isIgnored: ignoresOf(chartPath), found }, '', 0)
  return found
}

/** Throws a ReleaseContentError for what is there but is no file, such as a pipe, whose reader would wait for ever. */
export function statFile(file: string): BigIntStats {
  return requireFile(file, lookAt(file))
}

const ignoreFile = '.helmignore'

type Walk = { chartPath: string; isIgnored: IsIgnored; found: FoundFile[] }

/** Deeper than any chart: a link to a folder above it would go on for ever. */
const deepest = 20

function collect(walk: Walk, folder: string, depth: number): void {
  const { chartPath, isIgnored, found } = walk
  if (depth > deepest)
    throw new ReleaseContentError(`${join(chartPath, folder)} lies more than ${deepest} folders deep`)
  for (const name of namesIn(join(chartPath, folder))) {
    const path = folder === '' ? name : `${folder}/${name}`
    const file = join(chartPath, path)
    const stats = lookAt(file)
    if (path !== ignoreFile && isIgnored(path, stats.isDirectory())) continue
    if (stats.isDirectory()) collect(walk, path, depth + 1)
    else if (found.push({ path, file, stats: requireFile(file, stats) }) > maxFiles) throw tooMany(chartPath, path)
  }
}

function ignoresOf(chartPath: string): IsIgnored {
  try {
    return readIgnores(readFileSync(join(chartPath, ignoreFile), 'utf8'))
  } catch {
    return readIgnores('')
  }
}

function requireFile(file: string, stats: BigIntStats): BigIntStats {
  if (stats.isFile()) return stats
  throw new ReleaseContentError(`${file} is neither a file nor a folder; take it out of the chart`)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw unreadable(folder, error)
  }
}

function lookAt(file: string): BigIntStats {
  try {
    return statSync(file, { bigint: true })
  } catch (error) {
    throw unreadable(file, error)
  }
}

export function unreadable(file: string, error: unknown): ReleaseContentError {
  const { code } = error as NodeJS.ErrnoException
  return new ReleaseContentError(`${file} cannot be read (${code})`, { cause: error })
}

export const keepOut = 'keep out what does not belong to the chart, by .helmignore'

function tooMany(chartPath: string, path: string): ReleaseContentError {
  return new ReleaseContentError(
    `the chart ${chartPath} holds more than ${maxFiles} files, ${path} among them; ${keepOut}`,
  )
}
