// Words that are not used any more: names that had to be explained, and sentences that read as translated.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/process.ts'

/** Each with the word to use instead. */
const names: [retired: string, instead: string][] = [
  ['ContainerSight', 'ObservedContainer'],
  ['Suspicion', 'PendingFault'],
  ['holdsMs', 'toleranceMs'],
  ['isUsual', 'isExpected'],
  ['lookAtDeployment', 'checkDeployment'],
  ['weightiest', 'mostSevere'],
  ['isLeaving', 'isTerminating'],
  ['holdUp', 'blockedBy'],
  ['holdUpOf', 'terminationBlockers'],
  ['loadRooms', 'loadObservers'],
  ['anotherTry', 'scheduleRetry'],
  ['afterHelm', 'handleHelmFailure'],
  ['speaksOfTheWay', 'isConnectivityError'],
  ['sayPoisoned', 'recordPoisoned'],
  ['poisonous', 'poisoned'],
  ['rhythmMs', 'requeueAfterMs'],
  ['dueInMs', 'requeueAfterMs'],
  ['leftBehind', 'removeStaleRelease'],
  ['takeTurn', 'acquire'],
  ['endTurn', 'complete'],
  ['giveBackLeftovers', 'releaseOrphanedClaims'],
  ['forgetSecrets', 'scrubSecretsFromEnv'],
  ['forgottenVariables', 'describeRetiredVariables'],
  ['freezeEvidence', 'collectDiagnostics'],
  ['OutOfUseError', 'DatabaseRetiredError'],
  ['movedWords', 'movedMarker'],
  ['openLine', 'createSerialQueue'],
  ['nameRequest', 'assignRequestId'],
  ['openSharedLook', 'openSharedPoll'],
  ['whyStoresWait', 'degradedReasons'],
  ['settlingTimes', 'timeToReady'],
  ['readNumbers', 'readMetrics'],
  ['unlessUsed', 'ifKeyUnused'],
  ['asAsked', 'initialResponse'],
  ['Happening', 'EventSpec'],
  ['shelves', 'byNamespace'],
  ['useSight', 'useViewport'],
  ['hurry', 'reconnectNow'],
  ['tellStarted', 'emitStarted'],
]
const phrases: [retired: RegExp, instead: string][] = [
  [/takes? (the|a) wish\b/, 'records the request'],
  [/\bcom(e|es|ing) good\b/, 'recover'],
  [/\bmade anew\b/, 'recreated'],
  [/\banother try\b/, 'a retry'],
  [/\btried again\b/, 'retried'],
  [/\bfor good\b/, 'permanently'],
  [/\bwithout a word\b/, 'what was missing: a report, a message'],
  [/\bsigns? of life\b/, 'a heartbeat'],
  [/\basked for in a wrong way\b/, 'usage error'],
  [/\bhow many stores are how\b/, 'stores by status'],
  [/\bNothing is failed\b/, 'No failed stores'],
  [/\bone signs in\b/, 'sign in'],
  [/\bworks the stores\b/, 'processes due stores'],
  [/\bnobody can be asked\b/, 'not a terminal'],
]
const looksLikeText = /\.(ts|tsx|mjs|md|sh|yaml|yml|tpl|json|css|service|timer|txt)$/
/** Old decisions and releases are history, and recorded answers are somebody else's words. */
const history =
  /^(CHANGELOG\.md|docs\/decisions\/|package-lock\.json|test\/fidelity\/recorded|test\/house\/words\.test\.ts)/

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => looksLikeText.test(file) && !history.test(file))
const retired = [
  ...names.map(([name, instead]): [RegExp, string] => [new RegExp(`\\b${name}\\b`), instead]),
  ...phrases,
]

/** One look at a file before its lines are looked at one by one. */
const anyRetired = new RegExp(retired.map(([word]) => word.source).join('|'))

test('no retired word is back', () => {
  expect(files.length).toBeGreaterThan(900)
  expect(files.flatMap((file) => findRetired(readLines(file)).map((fault) => `${file}:${fault}`))).toEqual([])
})

test('a retired word is found where it stands, with what to say instead', () => {
  const lines = ['const rhythmMs = 1', '// a store that comes good', 'const algorithmMs = 1']
  expect(findRetired(lines)).toEqual(['1: rhythmMs → requeueAfterMs', '2: comes good → recover'])
})

function findRetired(lines: string[]): string[] {
  return lines.flatMap((line, index) =>
    retired.flatMap(([word, instead]) => {
      const found = word.exec(line)
      return found === null ? [] : [`${index + 1}: ${found[0]} → ${instead}`]
    }),
  )
}

/** A file that was just removed is still listed until that is committed. */
function readLines(file: string): string[] {
  try {
    const text = readFileSync(join(root, file), 'utf8')
    return anyRetired.test(text) ? text.split('\n') : []
  } catch {
    return []
  }
}
