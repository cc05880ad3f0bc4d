// Reads a chart folder and its values files into one content; and tells, without reading them, whether they have changed.
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type ContentFile, maxBytes, type ReleaseContent, refuseUnsafe } from './content.ts'
import { ReleaseContentError } from './content-error.ts'
import { type FoundFile, keepOut, statFile, unreadable, walkChart } from './walk-chart.ts'

/** Values files are relative to the chart or absolute, inside it or elsewhere. */
export type ChartSource = { chartPath: string; valuesFiles: readonly string[] }

/** Throws a ReleaseContentError that names the file which cannot be read or is too much. */
export function readContent({ chartPath, valuesFiles }: ChartSource): ReleaseContent {
  const chart = walkChart(chartPath)
  const values = valuesFiles.map((name) => findValues(resolve(chartPath, name)))
  refuseLarge([...chart, ...values])
  const content = { chart: chart.map(readOne), values: values.map(readOne) }
  refuseUnsafe(content)
  return content
}

/** Differs when a file was added, removed, replaced or written; what keeps them from being read is part of it. */
export function stampOf({ chartPath, valuesFiles }: ChartSource): string {
  try {
    const chart = walkChart(chartPath).toSorted((one, other) => (one.path < other.path ? -1 : 1))
    const values = valuesFiles.map((name) => findValues(resolve(chartPath, name)))
    return [...chart, ...values]
      .map(({ file, stats: { size, mtimeNs, ctimeNs, ino } }) => `${size} ${mtimeNs} ${ctimeNs} ${ino} ${file}`)
      .join('\n')
  } catch (error) {
    if (error instanceof ReleaseContentError) return error.message
    throw error
  }
}

function findValues(file: string): FoundFile {
  return { path: basename(file), file, stats: statFile(file) }
}

/** Before anything is read: the size of a file says how much memory it takes. */
function refuseLarge(found: FoundFile[]): void {
  const bytes = found.reduce((sum, { stats }) => sum + Number(stats.size), 0)
  if (bytes <= maxBytes) return
  const largest = found.reduce((one, other) => (other.stats.size > one.stats.size ? other : one))
  throw new ReleaseContentError(
    `chart and values hold more than ${maxBytes / 1e6} MB, the largest file of them is ${largest.file} (${Number(largest.stats.size) / 1e6} MB); ${keepOut}`,
  )
}

function readOne({ path, file }: FoundFile): ContentFile {
  try {
    return { path, bytes: readFileSync(file) }
  } catch (error) {
    throw unreadable(file, error)
  }
}
