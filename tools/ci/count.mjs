// Sums up a CI run: `count.mjs STAGE:EXIT_CODE[:REPORT[:AGAIN]]…`, the reports being vitest's JSON, of the stage and of the files that
// were run a second time; and STAGE:not-run:WHY for a stage that did not run, which is neither passed nor failed. What failed is
// named with the first line of its reason, also what passed the second time only. The last line is the verdict.
import { resultsOf, withSecondRun } from './reports.mjs'

const mostNamed = 20

const stages = process.argv.slice(2).map(countStage)
for (const { name, passed, failed, why, notRun, named = [] } of stages) {
  console.log(
    notRun
      ? `${name}: did not run (${notRun})`
      : `${name}: ${passed} passed, ${failed} failed${why ? ` (${why})` : ''}`,
  )
  for (const line of named.slice(0, mostNamed)) console.log(`  ${line}`)
  if (named.length > mostNamed) console.log(`  and ${named.length - mostNamed} more`)
}
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
  const [, name, code, report, again] = /^([^:]+):(\d+)(?::([^:]+))?(?::([^:]+))?$/.exec(argument) ?? []
  if (name === undefined)
    throw new Error(`count: "${argument}" is neither STAGE:EXIT_CODE[:REPORT[:AGAIN]] nor STAGE:not-run:WHY`)
  const exitCode = Number(code)
  if (report === undefined) return { name, passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1 }
  return { name, ...countTests(resultsOf(report), again === undefined ? undefined : resultsOf(again), exitCode) }
}

/** A run that ended badly though none of its tests failed (or wrote no report at all) counts as one that failed. */
function countTests(first, second, exitCode) {
  if (first === undefined) return { passed: 0, failed: 1, why: `no report, exit code ${exitCode}` }
  const counts = withSecondRun(first, second).map(countFile)
  const [passed, failed] = ['passed', 'failed'].map((what) => counts.reduce((sum, one) => sum + one[what], 0))
  const named = [
    ...counts.flatMap((one) => one.named),
    ...(second === undefined ? [] : first.flatMap(nameFailures)).map((line) => `first run: ${line}`),
  ]
  if (failed === 0 && exitCode !== 0) return { passed, failed: 1, why: `exit code ${exitCode}`, named }
  if (passed + failed === 0) return { passed, failed: 1, why: 'no tests' }
  return { passed, failed, named }
}

/** Skipped tests count as failed; so does, as one, a file that failed before its tests. */
function countFile(file) {
  const { status, assertionResults } = file
  const passed = assertionResults.filter((test) => test.status === 'passed').length
  const notPassed = assertionResults.length - passed
  return { passed, failed: notPassed === 0 && status === 'failed' ? 1 : notPassed, named: nameFailures(file) }
}

function nameFailures({ name, status, message, assertionResults }) {
  const file = String(name ?? '').replace(`${process.cwd()}/`, '')
  const tests = assertionResults
    .filter((test) => test.status !== 'passed')
    .map((test) => `${file}: ${test.title}: ${firstLine(test.failureMessages?.[0] ?? test.status)}`)
  return tests.length === 0 && status === 'failed' ? [`${file}: ${firstLine(message)}`] : tests
}

function firstLine(text) {
  return String(text ?? '')
    .split('\n', 1)[0]
    .slice(0, 300)
}
