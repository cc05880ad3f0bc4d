// Reads Helm's standard error: whose fault is it, and does trying again help? Helm's exit code is 1 for everything.
import { cutText } from '../cut-text.ts'
import { isPolicyRefusal } from '../kubernetes/cluster-error.ts'

export type HelmFailureCode = 'chart_invalid' | 'helm_install_failed' | 'cluster_quota_exceeded' | 'forbidden'

export type HelmError =
  | { kind: 'transient'; code?: undefined; message: string }
  | { kind: 'conflict'; code?: undefined; message: string }
  | { kind: 'permanent'; code: HelmFailureCode; message: string }

type Rule = { kind: 'transient' | 'conflict' } | { kind: 'permanent'; code: HelmFailureCode }

const transient = { kind: 'transient' } as const
const conflict = { kind: 'conflict' } as const
const permanent = (code: HelmFailureCode) => ({ kind: 'permanent', code }) as const

// The first that matches wins. Words of the chart come before words of the network: a template may print any of them.
const rules: [RegExp, Rule][] = [
  [/kubernetes cluster unreachable/i, transient],
  [/cannot re-?use a name that is still in use/i, conflict],
  [/another operation \(install\/upgrade\/rollback\) is in progress/i, conflict],
  [/release: not found|has no deployed releases|release has no \d+ version/i, conflict],
  [/being terminated/i, transient],
  [/exceeded quota|failed quota/i, permanent('cluster_quota_exceeded')],
  [/execution error at|parse error|error calling |template: .*:\d+/i, permanent('chart_invalid')],
  [/yaml parse error|error converting yaml|failed to parse /i, permanent('chart_invalid')],
  [/don't meet the specifications of the schema/i, permanent('chart_invalid')],
  [/chart\.yaml|chart requires kubeversion|chart metadata|path ".*" not found/i, permanent('chart_invalid')],
  [/no matches for kind|error validating data|strict decoding error|unknown field/i, permanent('chart_invalid')],
  [/found in chart\.yaml, but missing|no such file or directory/i, permanent('chart_invalid')],
  [/invalid ownership metadata|data: too long|request entity too large/i, permanent('helm_install_failed')],
  [/failed calling webhook|object has been modified/i, transient],
  [/i\/o timeout|connection refused|connection reset|broken pipe|no route to host|network is unreachable/i, transient],
  [/no such host|server misbehaving|tls handshake timeout|client connection lost|\bEOF\b|GOAWAY/i, transient],
  [/etcdserver: |too many requests|\b429\b|client rate limiter wait/i, transient],
  [/context (deadline exceeded|canceled)|request canceled|client\.timeout exceeded/i, transient],
  [/internal error occurred|internal server error|service ?unavailable|bad gateway|gateway timeout/i, transient],
  [
    /currently unable to handle the request|unable to return a response in the time|\bstatus(?: code)?:? 5\d\d\b/i,
    transient,
  ],
  [/provide credentials|\bunauthorized\b|certificate has expired|getting credentials/i, transient],
  [/is forbidden|cannot \w+ resource .* in api group/i, permanent('forbidden')],
]

/** What an unknown error is: permanent, for a fault that is retried for ever is a fault nobody sees. */
const unknown = permanent('helm_install_failed')

/** The message is one sentence of at most 1,000 characters without Helm's prefixes; the whole text is the caller's. */
export function classifyHelmError(stderr: string): HelmError {
  const message = sentence(stderr)
  const rule = isRefusedByPolicy(message) ? refused : (rules.find(([words]) => words.test(message))?.[1] ?? unknown)
  return { ...rule, message }
}

const refused = permanent('forbidden')

/** Whatever words the policy chose. A template may print the API server's own. */
function isRefusedByPolicy(message: string): boolean {
  return isPolicyRefusal(message) && !/execution error at/.test(message)
}

const maxMessageCharacters = 1_000

/** From Helm's last "Error:" on; without one, everything but warnings and the client library's log lines. */
function sentence(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !isNoise(line))
  const from = lines.findLastIndex((line) => line.startsWith('Error: '))
  const text = lines.slice(Math.max(from, 0)).join(' ').replace(/\s+/g, ' ').trim()
  const bare = text.replace(/^Error: (?:(?:INSTALLATION|UPGRADE|UNINSTALLATION|ROLLBACK) FAILED: )?/, '')
  if (bare === '') return 'Helm failed without a message'
  // A credential plugin says before Helm's error why it failed.
  const said = /getting credentials: exec: /.test(bare) ? lines[from - 1] : undefined
  return cutText(said === undefined ? bare : `${bare}: ${said.trim()}`, maxMessageCharacters)
}

function isNoise(line: string): boolean {
  return /^(?:WARNING: |W\d{4} |E\d{4} |I\d{4} |level=(?:WARN|INFO|DEBUG)|time=\S+ level=(?:WARN|INFO|DEBUG)|coalesce\.go:|\S+\.go:\d+: warning)/.test(
    line,
  )
}
