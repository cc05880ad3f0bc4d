// Starts sandbox, functions and poller, and waits until each can be used.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { findHelm } from '../fetch-tool.ts'
import type { Program, Programs } from './programs.ts'

export type Stack = {
  /** Where the API answers, and where the stores' URLs really lead. */
  apiUrl: string
  ingressAddress: string
  kubeconfig: string
  /** Where the sandbox takes what is to go wrong in it. */
  scenarioUrl: string
  databaseFile: string
  environment: Record<string, string>
}

export async function startStack(programs: Programs, { port, wait }: { port: string; wait: Wait }): Promise<Stack> {
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? programs.folder }
  const envFile = join(programs.folder, 'sandbox.env')
  const sandbox = programs.start(
    'sandbox',
    ['--port', '0', '--ingress-port', '0', '--write-env', envFile, '--pod-delay', '2500'],
    inherited,
  )
  const settings = await wait('the sandbox', sandbox, () =>
    existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : undefined,
  )
  const databaseFile = join(programs.folder, 'stores.db')
  const environment = {
    ...inherited,
    ...(settings as Record<string, string>),
    PATH: [dirname(findHelm()), inherited.PATH].join(delimiter),
    DATABASE_URL: `sqlite:///${databaseFile}`,
    HELM_CHART_PATH: join(import.meta.dirname, '../../helm/store'),
    STORE_SECRET_KEY: randomBytes(32).toString('base64'),
    // What Helm learns of a simulated cluster is of no use to anybody else.
    KUBECACHEDIR: join(programs.folder, 'kube-cache'),
  }
  const functions = programs.start('functions', [], { ...environment, PORT: port })
  const apiUrl = await wait('the functions', functions, () => loggedUrl(functions.logFile))
  programs.start('poller', ['--watch'], environment)
  const kubeconfig = setting(settings, 'KUBECONFIG')
  return {
    apiUrl,
    databaseFile,
    environment,
    kubeconfig,
    scenarioUrl: `${serverOf(kubeconfig)}/sandbox/scenario`,
    ingressAddress: setting(settings, 'INGRESS_PROBE_ADDRESS'),
  }
}

export type Wait = <T>(what: string, program: Program, ask: () => T | undefined | Promise<T | undefined>) => Promise<T>

/** The address that the functions log once they listen, however PORT was set. */
function loggedUrl(logFile: string): string | undefined {
  for (const line of readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((text) => text.startsWith('{'))) {
    const { url } = JSON.parse(line) as { url?: string }
    if (url) return url
  }
  return undefined
}

function serverOf(kubeconfig: string): string {
  const { clusters } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as { clusters: { cluster: { server: string } }[] }
  const [named] = clusters
  if (named === undefined) throw new Error(`${kubeconfig} names no server`)
  return named.cluster.server
}

function setting(settings: Record<string, string | undefined>, name: string): string {
  const value = settings[name]
  if (value === undefined) throw new Error(`the sandbox gave no ${name}`)
  return value
}
