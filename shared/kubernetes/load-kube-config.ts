// Finds and reads the kubeconfig: the files given, else ~/.kube/config, else the pod's own service account.
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { ClusterError } from './cluster-error.ts'
import { resolveCommand } from './credential-plugin.ts'
import { expansionHint } from './expansion-hint.ts'
import { proxyFor } from './proxy-from-environment.ts'

export type KubeConfigSources = {
  /** One path, or several separated as in PATH; a name in an earlier file hides the same name in a later one. */
  kubeconfig?: string | undefined
  env: Record<string, string | undefined>
  serviceAccountFolder?: string
}

/** Throws ClusterError `config`, whose message begins with "Failed to load Kubernetes config", names the file and ends with the cure. */
export function loadKubeConfig(sources: KubeConfigSources): KubeConfig {
  try {
    const config = load(sources)
    allowPlainHttp(config)
    followEnvironment(config, sources.env)
    return config
  } catch (error) {
    // Without a cause, which would only say the same again.
    throw new ClusterError(
      'config',
      `Failed to load Kubernetes config: ${messageOf(error)}; set KUBECONFIG to the kubeconfig of your cluster`,
    )
  }
}

function messageOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line
}

function load({
  kubeconfig,
  env,
  serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount',
}: KubeConfigSources) {
  const named = (kubeconfig ?? '').split(delimiter).filter((file) => file !== '')
  if (named.length > 0) return fromFiles(named)
  const usual = join(env['HOME'] ?? '', '.kube', 'config')
  if (env['HOME'] && existsSync(usual)) return fromFiles([usual])
  if (existsSync(join(serviceAccountFolder, 'token'))) return inCluster(serviceAccountFolder, env)
  throw new Error(`no kubeconfig at ${usual}, and this is no pod of a cluster`)
}

/** As kubectl does it: of several files some may be missing, but not all. */
function fromFiles(files: string[]): KubeConfig {
  const present = files.filter((file) => existsSync(file))
  const [first, ...others] = present.length > 0 ? present : files
  const merged = readFile(first as string)
  for (const file of others) addMissing(merged, readFile(file))
  if (merged.getCurrentCluster() === null)
    throw new Error(
      `${files.join(delimiter)} names no current context with a cluster (kubectl config use-context NAME)`,
    )
  return merged
}

function readFile(file: string): KubeConfig {
  const config = new KubeConfig()
  try {
    if (readFileSync(file, 'utf8').trim() === '') throw new Error('the file is empty')
    config.loadFromFile(file)
  } catch (error) {
    // What is no mapping makes client-node stumble over its own code.
    const why = error instanceof TypeError ? 'the file holds no kubeconfig' : messageOf(error)
    throw new Error(`${file}: ${why}${expansionHint(file)}`)
  }
  config.users = config.users.map((user) => (user.exec ? { ...user, exec: resolveCommand(user.exec, file) } : user))
  return config
}

function addMissing(to: KubeConfig, from: KubeConfig): void {
  to.clusters = [...to.clusters, ...from.clusters.filter(({ name }) => !to.getCluster(name))]
  to.users = [...to.users, ...from.users.filter(({ name }) => !to.getUser(name))]
  to.contexts = [...to.contexts, ...from.contexts.filter(({ name }) => !to.getContextObject(name))]
  to.currentContext ||= from.currentContext
}

function inCluster(folder: string, env: Record<string, string | undefined>): KubeConfig {
  const [host, port] = [env['KUBERNETES_SERVICE_HOST'], env['KUBERNETES_SERVICE_PORT'] ?? '443']
  if (!host) throw new Error('KUBERNETES_SERVICE_HOST is not set')
  const config = new KubeConfig()
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`
  // Read here once, so that an unreadable one is a fault of configuration; the token is read anew as it is rotated.
  const caData = readFileSync(join(folder, 'ca.crt')).toString('base64')
  const authProvider = { name: 'tokenFile', config: { tokenFile: join(folder, 'token') } }
  config.loadFromClusterAndUser(
    { name: 'in-cluster', server, caData, skipTLSVerify: false },
    { name: 'pod', authProvider },
  )
  return config
}

/** client-node refuses http:// unless verification is off, which means nothing there. kubectl and Helm do not ask either. */
function allowPlainHttp(config: KubeConfig): void {
  config.clusters = config.clusters.map((c) => (c.server.startsWith('http:') ? { ...c, skipTLSVerify: true } : c))
}

/** As kubectl and Helm do: what the kubeconfig says of a proxy goes before what the environment says. */
function followEnvironment(config: KubeConfig, env: Record<string, string | undefined>): void {
  config.clusters = config.clusters.map((cluster) => {
    const proxyUrl = cluster.proxyUrl || proxyFor(cluster.server, env)
    return proxyUrl ? { ...cluster, proxyUrl } : cluster
  })
}
