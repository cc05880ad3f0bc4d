// Makes the API server count the poller's requests and Helm's apart: two users, and a flow schema for each.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parse, stringify } from 'yaml'
import { type KubeApi, openKubeApi } from '../support/kube-api.ts'
import { runLabel } from './cluster.ts'

export type Requests = { poller: number; helm: number }
export type ToldApart = {
  /** What a poller must be started with. */
  environment: { PATH: string; KUBECONFIG: string }
  /** What the API server has carried out for each since it runs, by its own metrics. */
  count(): Promise<Requests>
  remove(): Promise<void>
}

type Named = Record<string, unknown> & { metadata: { name: string } }
type User = keyof Requests
const users: User[] = ['poller', 'helm']

/** Helm gets its own user by a script of its name that stands before it on PATH; the poller knows nothing of it. */
export async function tellApart({
  folder,
  kubeconfig,
  helm,
}: {
  folder: string
  kubeconfig: string
  helm: string
}): Promise<ToldApart> {
  const api = await openKubeApi(kubeconfig)
  const name = `requests-${randomBytes(4).toString('hex')}`
  const made: string[] = []
  const make = async (path: string, body: Named) => {
    const metadata = { ...body.metadata, labels: runLabel() }
    const { status, text } = await api.ask('POST', path, { body: { ...body, metadata } })
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`)
    made.unshift(`${path}/${body.metadata.name}`)
  }
  await make('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  const files: Record<User, string> = { poller: '', helm: '' }
  for (const user of users) {
    await makeUser(make, { namespace: name, user })
    files[user] = join(folder, `${user}.kubeconfig`)
    writeFileSync(files[user], withToken(kubeconfig, await tokenOf(api, { namespace: name, user })), { mode: 0o600 })
  }
  return {
    environment: {
      PATH: [scriptFolder(folder, helm, files.helm), process.env['PATH'] ?? ''].join(delimiter),
      KUBECONFIG: files.poller,
    },
    count: () => countRequests(api, name),
    remove: async () => {
      for (const path of made) await api.ask('DELETE', path)
      api.close()
    },
  }
}

type Make = (path: string, body: Named) => Promise<void>

async function makeUser(make: Make, { namespace, user }: { namespace: string; user: User }): Promise<void> {
  const name = `${namespace}-${user}`
  const account = { kind: 'ServiceAccount', name: user, namespace }
  await make(`/api/v1/namespaces/${namespace}/serviceaccounts`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: user },
  })
  await make('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [account],
  })
  await make('/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas', {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
    kind: 'FlowSchema',
    metadata: { name },
    spec: {
      matchingPrecedence: 500,
      priorityLevelConfiguration: { name: 'global-default' },
      rules: [
        {
          subjects: [{ kind: 'ServiceAccount', serviceAccount: { name: user, namespace } }],
          resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true, namespaces: ['*'] }],
          nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
        },
      ],
    },
  })
}

async function tokenOf(api: KubeApi, { namespace, user }: { namespace: string; user: User }): Promise<string> {
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } }
  const { text } = await api.ask('POST', `/api/v1/namespaces/${namespace}/serviceaccounts/${user}/token`, { body })
  return (JSON.parse(text) as { status: { token: string } }).status.token
}

/** The same cluster, another user. */
function withToken(kubeconfig: string, token: string): string {
  const { clusters } = parse(readFileSync(kubeconfig, 'utf8')) as { clusters: { name: string }[] }
  const [cluster] = clusters
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [cluster],
    users: [{ name: 'one', user: { token } }],
    contexts: [{ name: 'one', context: { cluster: cluster?.name, user: 'one' } }],
    'current-context': 'one',
  })
}

function scriptFolder(folder: string, helm: string, kubeconfig: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'helm'), `#!/bin/sh\nKUBECONFIG='${kubeconfig}' exec '${helm}' "$@"\n`, { mode: 0o755 })
  return bin
}

async function countRequests(api: KubeApi, name: string): Promise<Requests> {
  const { text } = await api.ask('GET', '/metrics', { headers: { accept: 'text/plain' } })
  const dispatched = (user: User) =>
    [...text.matchAll(/^apiserver_flowcontrol_dispatched_requests_total\{([^}]*)\} (\S+)$/gm)]
      .filter(([, labels = '']) => labels.includes(`flow_schema="${name}-${user}"`))
      .reduce((sum, [, , value]) => sum + Number(value), 0)
  return { poller: dispatched('poller'), helm: dispatched('helm') }
}
