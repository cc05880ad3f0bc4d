// vitest's JSON reports: what a run found, file by file, and which of its files are run a second time.
import { readFileSync } from 'node:fs'

/** With more files than these the fault is not one of the moment, and a second run would only take the time of later stages. */
const mostRunAgain = 3

/** The files of a report, or undefined where there is none that can be read. */
export function resultsOf(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    return undefined
  }
}

/** Files whose test failed, as absolute paths; none where there is no report or where too many failed. */
export function filesToRunAgain(report) {
  const failed = (resultsOf(report) ?? []).filter(({ status }) => status === 'failed').map(({ name }) => name)
  return failed.length <= mostRunAgain ? failed : []
}

/** A file that was run again counts as its second run found it; without a readable second report the first stands. */
export function withSecondRun(first, second = []) {
  return first.map((file) => second.find(({ name }) => name === file.name) ?? file)
}

if (process.argv[1]?.endsWith('reports.mjs')) for (const file of filesToRunAgain(process.argv[2])) console.log(file)
