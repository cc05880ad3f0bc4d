// Sums up a CI run: `count.mjs STAGE:EXIT_CODE[:REPORT]…`, a report being vitest's JSON, and STAGE:not-run:WHY for a stage that
// did not run, which is neither passed nor failed. Its last line is the verdict.
import { readFileSync } from 'node:fs'

const stages = process.argv.slice(2).map(countStage)
for (const { name, passed, failed, why, notRun } of stages)
  console.log(
    notRun
      ? `${name}: did not run (${notRun})`
      : `${name}: ${passed} passed, ${failed} failed${why ? ` (${why})` : ''}`,
  )
const [passed, failed] = [total('passed'), total('failed')]
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

function total(what) {
  return stages.reduce((sum, stage) => sum + stage[what], 0)
}

/** A stage without tests of its own counts as one. */
function countStage(argument) {
  const [, skipped, notRun] = /^([^:]+):not-run:(.+)$/.exec(argument) ?? []
  if (skipped !== undefined) return { name: skipped, passed: 0, failed: 0, notRun }
  const [, name, code, report] = /^([^:]+):(\d+)(?::(.+))?$/.exec(argument) ?? []
  if (name === undefined)
    throw new Error(`count: "${argument}" is neither STAGE:EXIT_CODE[:REPORT] nor STAGE:not-run:WHY`)
  const exitCode = Number(code)
  if (report === undefined) return { name, passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1 }
  return { name, ...countTests(report, exitCode) }
}

/** A run that ended badly though none of its tests failed (or wrote no report at all) counts as one that failed. */
function countTests(report, exitCode) {
  const files = readResults(report)
  if (files === undefined) return { passed: 0, failed: 1, why: `no report, exit code ${exitCode}` }
  const counts = files.map(countFile)
  const [passed, failed] = ['passed', 'failed'].map((what) => counts.reduce((sum, one) => sum + one[what], 0))
  if (failed === 0 && exitCode !== 0) return { passed, failed: 1, why: `exit code ${exitCode}` }
  if (passed + failed === 0) return { passed, failed: 1, why: 'no tests' }
  return { passed, failed }
}

/** Skipped tests count as failed; so does, as one, a file that failed before its tests. */
function countFile({ status, assertionResults }) {
  const passed = assertionResults.filter((test) => test.status === 'passed').length
  const notPassed = assertionResults.length - passed
  return { passed, failed: notPassed === 0 && status === 'failed' ? 1 : notPassed }
}

function readResults(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    return undefined
  }
}
