// The credential plugin of a kubeconfig: run when its credentials are needed, which are then kept as client-go keeps them.
import { dirname, resolve } from 'node:path'
import type { Cluster as KubeCluster } from '@kubernetes/client-node/dist/config_types.js'
import { type Clock, systemClock } from '../clock.ts'
import { runSupervised } from '../helm/supervise.ts'
import { childEnvironment } from './child-environment.ts'
import { ClusterError } from './cluster-error.ts'

export type Credentials = { token?: string; cert?: string; key?: string }

export type CredentialPlugin = {
  /** Runs the plugin where nothing is kept. Rejects with ClusterError `unauthorized`, whose message names the plugin. */
  get(): Promise<Credentials>
  /** The API server refused what was got: the next `get` runs the plugin. */
  drop(refused: Credentials): void
}

/** As the kubeconfig has it. */
export type Exec = {
  apiVersion?: string
  command?: string
  args?: string[] | null
  env?: { name: string; value: string }[] | null
  provideClusterInfo?: boolean
  installHint?: string
}

type Options = {
  exec: Exec
  cluster: KubeCluster | null
  env: Record<string, string | undefined>
  /** Ends a plugin that runs. */
  signal?: AbortSignal | undefined
  timeoutMs?: number
  clock?: Pick<Clock, 'nowMs'>
}

/** Cloud helpers take seconds; it is no part of the time that the API server has. */
const usualTimeoutMs = 30_000
const graceMs = 1_000
const maxOutputBytes = 262_144

type Kept = { credentials: Credentials; expiresAtMs: number }

/** Requests that need credentials at the same time wait for one run. */
export function openCredentialPlugin(options: Options): CredentialPlugin {
  const { clock = systemClock } = options
  let kept: Kept | null = null
  let running: Promise<Kept> | null = null
  return {
    get: async () => {
      if (kept !== null && kept.expiresAtMs > clock.nowMs()) return kept.credentials
      running ??= run(options).finally(() => {
        running = null
      })
      kept = await running
      return kept.credentials
    },
    drop: (refused) => {
      if (kept?.credentials === refused) kept = null
    },
  }
}

async function run({ exec, cluster, env, signal, timeoutMs = usualTimeoutMs }: Options): Promise<Kept> {
  const { command = '', args, env: own } = exec
  const info = { KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(exec, cluster)) }
  const named = Object.fromEntries((own ?? []).map(({ name, value }) => [name, value]))
  const end = await runSupervised({
    command: [command, ...(args ?? [])],
    env: { ...childEnvironment(env), ...info, ...named },
    stdin: '',
    signal,
    timeoutMs,
    graceMs,
    maxOutputBytes,
  })
  if (end.stoppedBy === 'wall_clock') throw refused(exec, `gave none within ${timeoutMs / 1000} s`, end.stderr)
  if (end.stoppedBy === 'caller') throw refused(exec, 'was stopped with the poller', '')
  if (end.startError !== null) throw refused(exec, `cannot be started: ${end.startError}`, '')
  if (end.exitCode === 127 || end.exitCode === 126)
    throw refused(
      exec,
      `is not there or not executable${exec.installHint ? `: ${exec.installHint.trim()}` : ''}`,
      end.stderr,
    )
  if (end.exitCode !== 0) throw refused(exec, `ended with exit code ${end.exitCode ?? end.signal}`, end.stderr)
  return parse(exec, end.stdout)
}

/** As client-go tells a plugin who asks, and for which cluster where it wants to know. */
function execInfo({ apiVersion, provideClusterInfo }: Exec, cluster: KubeCluster | null) {
  const about = {
    server: cluster?.server,
    'tls-server-name': cluster?.tlsServerName,
    'insecure-skip-tls-verify': cluster?.skipTLSVerify,
    'certificate-authority-data': cluster?.caData,
    'proxy-url': cluster?.proxyUrl,
  }
  const spec = { interactive: false, ...(provideClusterInfo ? { cluster: about } : {}) }
  return { apiVersion: apiVersion ?? 'client.authentication.k8s.io/v1', kind: 'ExecCredential', spec }
}

function refused({ command }: Exec, what: string, stderr: string): ClusterError {
  const last = stderr.split('\n').findLast((line) => line.trim() !== '')
  const said = last === undefined ? '' : `: ${last.trim().slice(0, maxSaidCharacters)}`
  return new ClusterError('unauthorized', `No credentials for the Kubernetes API: the plugin ${command} ${what}${said}`)
}

const maxSaidCharacters = 300

/** What a plugin prints is a secret, so an error repeats none of it. */
function parse(exec: Exec, stdout: string): Kept {
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = statusOf(stdout)
  const credentials = { ...texts({ token }), ...texts({ cert }), ...texts({ key }) }
  const isWhole = 'token' in credentials || ('cert' in credentials && 'key' in credentials)
  if (!isWhole) throw refused(exec, 'printed no credentials: neither a token nor a client certificate', '')
  const expiresAtMs = Date.parse(String(expirationTimestamp))
  return { credentials, expiresAtMs: Number.isNaN(expiresAtMs) ? Number.POSITIVE_INFINITY : expiresAtMs }
}

function statusOf(stdout: string): Record<string, unknown> {
  try {
    const printed: unknown = JSON.parse(stdout)
    return Object((printed as { status?: unknown } | null)?.status)
  } catch {
    return {}
  }
}

function texts(fields: Record<string, unknown>): Record<string, string> {
  const found = Object.entries(fields).filter(
    (field): field is [string, string] => Boolean(field[1]) && typeof field[1] === 'string',
  )
  return Object.fromEntries(found)
}

/** A command with a slash is relative to the kubeconfig that names it, as for kubectl and Helm; one without is on the PATH. */
export function resolveCommand<E extends Exec>(exec: E, kubeconfig: string): E {
  const { command = '' } = exec
  return command.includes('/') ? { ...exec, command: resolve(dirname(kubeconfig), command) } : exec
}
