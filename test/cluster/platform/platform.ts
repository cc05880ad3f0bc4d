// A control plane that runs in the cluster, installed as docs/install-kubernetes.md says, and its API.

import { once } from 'node:events'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { parse, stringify } from 'yaml'
import { blocksOf } from '../../support/doc-blocks.ts'
import { eventually } from '../../support/eventually.ts'
import type { StoreBody } from '../../support/stack.ts'
import { ingressAddress, installationsFile, openTestCluster, removeNamespaces, valuesFile } from '../cluster.ts'
import { openShell, type Shell } from './shell.ts'

export const page = 'docs/install-kubernetes.md'
/** The document's own names. */
export const namespace = 'storeplane'
/** Of the API, at the ingress controller; curl takes it for this machine. */
export const host = 'stores.localhost'
const testLabel = 'storeplane.dev/test'
export const account = `system:serviceaccount:${namespace}:storeplane-poller`

type Answer = { status: number; body: Record<string, unknown> }
export type Platform = Shell & {
  /** The commands below a heading of the document. */
  follow(heading: string, environment?: Record<string, string>): Promise<string>
  /** Says of the namespace that its end harms nobody. */
  markAsTest(): Promise<void>
  setValues(more: object): void
  call(method: string, path: string, body?: unknown): Promise<Answer>
  create(name: string, engine: string): Promise<StoreBody>
  until(id: string, status: string, deadlineMs: number): Promise<StoreBody>
  stop(): Promise<void>
}

/** How a pod reaches what listens beside the cluster: the ingress controller, and servers of a test. */
export const gateway = process.env['CLUSTER_GATEWAY'] ?? '10.244.0.1'

export async function openPlatform(): Promise<Platform> {
  const shell = openShell()
  await removeWhole(shell)
  const follow: Platform['follow'] = async (heading, environment) => {
    const outputs: string[] = []
    for (const block of blocksOf(page, 'sh', heading)) outputs.push(await shell.must(block, environment))
    return outputs.join('')
  }
  const call: Platform['call'] = (method, path, body) => ask(shell, { method, path, body })
  return {
    ...shell,
    follow,
    markAsTest: async () => void (await shell.must(`kubectl label namespace ${namespace} ${testLabel}=platform`)),
    setValues: (more) => writeFileSync(join(shell.folder, 'storeplane.yaml'), stringify(valuesWith(more))),
    call,
    create: async (name, engine) => {
      const { status, body } = await call('POST', '/api/v1/stores', { name, engine })
      if (status !== 202) throw new Error(`POST answered ${status}: ${JSON.stringify(body)}`)
      await noteInstallation(shell, String(body['namespace']))
      return body as StoreBody
    },
    until: async (id, wanted, deadlineMs) => {
      const look = async () => (await call('GET', `/api/v1/stores/${id}`)).body as StoreBody
      const found = await eventually(
        async () => {
          const store = await look()
          return [wanted, 'FAILED'].includes(store.status) && store
        },
        { deadlineMs, everyMs: 250, what: `${id} to become ${wanted}` },
      )
      if (found.status !== wanted) throw new Error(`${id} is FAILED: ${found['failure_reason']}`)
      return found
    },
    stop: async () => {
      await removeWhole(shell)
      shell.remove()
    },
  }
}

/** The document's example, with this cluster's images, domain and ingress in place of those of its reader. */
function valuesWith(more: object): object {
  const [example = ''] = blocksOf(page, 'yaml', '2. Values')
  const told = parse(example) as { ingress: object; stores: object }
  const image = (name: string) => ({ repository: `localhost/storeplane-${name}`, tag: 'test' })
  return {
    ...told,
    images: { functions: image('functions'), poller: image('poller') },
    stores: {
      ...told.stores,
      baseDomain: 'localhost',
      urlTemplate: 'http://{name}.{domain}',
      probeAddress: `${gateway}:80`,
      valuesFile: 'values-local.yaml',
      values: parse(readFileSync(valuesFile, 'utf8')),
    },
    ingress: { ...told.ingress, host, className: 'traefik', tls: { enabled: false } },
    poller: { env: { PROVISIONING_POLL_INTERVAL_SECONDS: '1' } },
    ...more,
  }
}

/** By the Ingress, as from outside. */
async function ask(shell: Shell, { method, path, body }: { method: string; path: string; body: unknown }) {
  const key = await shell.must(
    `kubectl --namespace ${namespace} get secret storeplane --output 'jsonpath={.data.api-key}' | base64 --decode`,
  )
  const headers = { host, authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const asked = request(`http://${ingressAddress}${path}`, { method, headers, timeout: 10_000 })
  asked.end(body === undefined ? undefined : JSON.stringify(body))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, body: (await json(answer)) as Record<string, unknown> }
}

/** So that an interrupted run's stores are found and removed by the next. */
async function noteInstallation({ must }: Shell, storeNamespace: string): Promise<void> {
  const look = `kubectl get namespace ${storeNamespace} --output 'jsonpath={.metadata.labels.storeplane\\.dev/installation}'`
  const installation = await must(`for n in $(seq 100); do ${look} 2>/dev/null && break; sleep 0.1; done`)
  appendFileSync(installationsFile(process.env['STOREPLANE_TEST_FOLDER'] ?? ''), `${installation}\n`)
}

/** Also what a run left behind that was interrupted: the names are always the same. What is somebody's own is left alone. */
async function removeWhole({ run, must }: Shell): Promise<void> {
  const labels = await must(
    `kubectl get namespace ${namespace} --ignore-not-found --output 'jsonpath={.metadata.labels}'`,
  )
  if (labels !== '' && !labels.includes(testLabel))
    throw new Error(`the namespace ${namespace} is on this cluster and not of a test (${labels}); nothing was touched`)
  const cluster = openTestCluster()
  const { items } = await cluster.list({ resource: 'namespaces', labelSelector: 'storeplane.dev/installation' })
  await run(`helm uninstall storeplane --namespace ${namespace}`)
  const ids = new Set(items.map(({ metadata }) => metadata.labels?.['storeplane.dev/installation'] ?? ''))
  for (const id of ids) await removeNamespaces(cluster, id)
  cluster.close()
  await must(`kubectl delete namespace ${namespace} --ignore-not-found --timeout=120s`)
}
