// Runs Helm for one release at a time: argv, values on standard input, and what came of it.
import { resolve } from 'node:path'
import { classifyHelmError, type HelmFailureCode } from './classify.ts'
import { helmEnvironment } from './helm-environment.ts'
import { runSupervised, type SupervisedEnd } from './supervise.ts'
import { valuesFlags } from './values-flags.ts'

export type HelmResult =
  | { outcome: 'ok'; output: string }
  | { outcome: 'stopped'; by: 'caller' | 'wall_clock'; output: string }
  | { outcome: 'transient'; message: string; output: string }
  | { outcome: 'permanent'; code: HelmFailureCode; message: string; output: string }

type Target = { release: string; namespace: string; signal: AbortSignal }
/** `chartPath` is absolute; the values files are in the order of their weight, relative ones are the chart's. */
type Installed = { chartPath: string; valuesFiles: string[] }

export type Helm = {
  install(o: Target & Installed & { values: unknown }): Promise<HelmResult>
  uninstall(o: Target): Promise<HelmResult>
  /** Without `revision` Helm takes the one before the newest. */
  rollback(o: Target & { revision?: number }): Promise<HelmResult>
}

export type HelmOptions = {
  /** Absolute path, as findHelmBinary gives it. */
  binary: string
  env: Record<string, string | undefined>
  kubeconfig?: string | undefined
  timeoutMs: number
  graceMs: number
  maxOutputBytes?: number
}

/**
 * Helm as the poller uses it. No call rejects because of Helm: what went wrong is in the result, whose `message` is one
 * sentence and whose `output` is the last `maxOutputBytes` (16 KiB) of both streams. After `timeoutMs`, or when the
 * signal aborts, Helm is asked to stop, and after `graceMs` more its whole process group is killed.
 */
export function openHelm(options: HelmOptions): Helm {
  const run = (args: string[], { signal }: Target, stdin = '') => runHelm({ ...options, args, stdin, signal })
  return {
    install: async (o) => settle(await run(installArgs(options, o), o, JSON.stringify(o.values))),
    uninstall: async (o) => absentIsFine(settle(await run(targeted('uninstall', o, options), o))),
    rollback: async (o) => settle(await run(rollbackArgs(options, o), o)),
  }
}

type Run = HelmOptions & { args: string[]; stdin: string; signal: AbortSignal }

function runHelm({ binary, args, stdin, signal, env, kubeconfig, timeoutMs, graceMs, maxOutputBytes = 16_384 }: Run) {
  const closed = helmEnvironment({ ...env, KUBECONFIG: kubeconfig ?? env['KUBECONFIG'] })
  return runSupervised({ command: [binary, ...args], env: closed, stdin, signal, timeoutMs, graceMs, maxOutputBytes })
}

/** Only flags that Helm 3.10 to 4.1 share. */
export function installArgs(
  options: Pick<HelmOptions, 'timeoutMs'>,
  { release, namespace, chartPath, valuesFiles }: Pick<Target, 'release' | 'namespace'> & Installed,
): string[] {
  const files = valuesFlags(valuesFiles.map((file) => resolve(chartPath, file)))
  const flags = ['--namespace', namespace, ...timeoutFlag(options), '--disable-openapi-validation', ...files, '-f', '-']
  return ['install', release, resolve(chartPath), ...flags]
}

function rollbackArgs(options: HelmOptions, o: Target & { revision?: number }): string[] {
  const [verb, release, ...flags] = targeted('rollback', o, options)
  const revision = o.revision === undefined ? [] : [String(o.revision)]
  return [verb, release, ...revision, ...flags]
}

function targeted(verb: string, { release, namespace }: Target, options: HelmOptions): [string, string, ...string[]] {
  return [verb, release, '--namespace', namespace, ...timeoutFlag(options)]
}

function timeoutFlag({ timeoutMs }: Pick<HelmOptions, 'timeoutMs'>): string[] {
  return ['--timeout', `${Math.ceil(timeoutMs / 1000)}s`]
}

function settle(end: SupervisedEnd): HelmResult {
  const { output } = end
  if (end.stoppedBy !== null) return { outcome: 'stopped', by: end.stoppedBy, output }
  if (end.exitCode === 0) return { outcome: 'ok', output }
  const notHelms = notHelmsOwnEnd(end)
  if (notHelms !== null) return { outcome: 'transient', message: notHelms, output }
  const { kind, code, message } = classifyHelmError(end.stderr)
  return kind === 'permanent'
    ? { outcome: 'permanent', code, message, output }
    : { outcome: 'transient', message, output }
}

/** Helm ends with 0 or 1 (2 after a Go panic); everything else is this machine's trouble and no store's fault. */
function notHelmsOwnEnd({ exitCode, signal, startError }: SupervisedEnd): string | null {
  if (startError !== null) return `Helm could not be started: ${startError}`
  if (exitCode === null || exitCode > 128) return `Helm was killed from outside (${signal ?? `exit code ${exitCode}`})`
  if (exitCode === 126 || exitCode === 127) return 'Helm could not be started: its binary is missing or not executable'
  return null
}

/** A release that is not there is what an uninstall wants; not so a record that Helm, having read it, does not find again. */
function absentIsFine(result: HelmResult): HelmResult {
  const absent = result.outcome === 'transient' && /(?<!purge the release: )release: not found/i.test(result.message)
  return absent ? { outcome: 'ok', output: result.output } : result
}
