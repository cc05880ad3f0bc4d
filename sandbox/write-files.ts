// Writes what leads programs to the sandbox: a kubeconfig, values for the chart, and the env file, last and at once.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { registered } from './ingress/engines/registered.ts'

export interface Files {
  env: Record<string, string>
  envFilePath: string
  kubeconfigPath: string
  /** Removes them where nobody asked for a place of his own. */
  remove(): void
}

interface Addresses {
  apiUrl: string
  ingressPort: number
  envFile: string | undefined
}

export function writeFiles({ apiUrl, ingressPort, envFile }: Addresses): Files {
  const own = envFile ? undefined : mkdtempSync(join(tmpdir(), 'sandbox-'))
  const envFilePath = resolve(envFile ?? join(own ?? '', 'sandbox.env'))
  const folder = dirname(envFilePath)
  const stem = join(
    folder,
    basename(envFilePath)
      .replace(/^\.?/, '')
      .replace(/\.env$/, '') || 'sandbox',
  )
  const kubeconfigPath = `${stem}.kubeconfig.json`
  const valuesPath = `${stem}.values.json`
  const env = {
    KUBECONFIG: kubeconfigPath,
    BASE_DOMAIN: 'localhost',
    STORE_URL_TEMPLATE: `http://{name}.{domain}:${ingressPort}`,
    INGRESS_PROBE_ADDRESS: `127.0.0.1:${ingressPort}`,
    HELM_ENV_VALUES_FILE: valuesPath,
  }
  mkdirSync(folder, { recursive: true })
  writeAtOnce(kubeconfigPath, `${JSON.stringify(kubeconfig(apiUrl), null, 2)}\n`)
  writeAtOnce(valuesPath, `${JSON.stringify(values, null, 2)}\n`)
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`)
  writeAtOnce(envFilePath, lines.join(''))
  return { env, envFilePath, kubeconfigPath, remove: () => own && rmSync(own, { recursive: true, force: true }) }
}

const values = Object.assign({ ingress: { className: 'sandbox' } }, ...registered.map((engine) => engine.values))

/** One client library refuses plain http unless it is told not to verify the server. */
const kubeconfig = (server: string) => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'sandbox', cluster: { server, 'insecure-skip-tls-verify': true } }],
  users: [{ name: 'sandbox', user: {} }],
  contexts: [{ name: 'sandbox', context: { cluster: 'sandbox', user: 'sandbox' } }],
  'current-context': 'sandbox',
})

function writeAtOnce(path: string, text: string): void {
  const draft = `${path}.${process.pid}.part`
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, path)
}
