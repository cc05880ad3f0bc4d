// Every permission that the poller needs of the cluster, and what for: the ClusterRole, docs/permissions.md and --check follow this list.

export type Permission = {
  /** The API group; '' is the core. */
  group: string
  resource: string
  subresource?: string
  verb: Verb
  /** For a person who asks whether this must be: no full stop. */
  reason: string
}
type Verb = 'get' | 'list' | 'create' | 'update' | 'patch' | 'delete'

/**
 * In all namespaces, for those of the stores are made and removed all the time. Helm's are what Helm 3.10 to 4 ask for on behalf of
 * the chart of a store: 3 creates by POST, 4 by server-side apply, which is a patch that the API server allows to who may create.
 */
export const permissions: Permission[] = [
  ...of('', 'namespaces', {
    get: 'claims the namespace of a store only where its labels are ours; kube-system says which cluster this is',
    list: 'sees in one request which namespaces of stores are there, and which are still being removed',
    create: "makes a store's namespace before its install",
    delete: "removes a store's namespace, with its volumes, after the uninstall",
  }),
  ...of('', 'secrets', {
    list: 'reads the state of all releases from the labels of their Secrets; Helm looks up the history of one',
    get: 'Helm reads the record of a release',
    create: "Helm records a release, and makes the Secret with the store's credentials",
    update: 'Helm notes in the record what became of an install, an uninstall or a rollback',
    patch: patched("the store's Secret"),
    delete: "Helm removes the store's Secret and, last, the record",
  }),
  ...of('', 'pods', { list: 'judges whether the pods of a store are ready, and why not' }),
  ...of('', 'pods/log', { get: 'keeps the last lines of a container that failed, as evidence' }),
  ...of('', 'events', { list: 'finds the warning that says why a pod does not come up' }),
  ...of('', 'persistentvolumeclaims', {
    list: 'judges whether the volumes of a store are bound',
    ...installed('a volume'),
  }),
  ...of('', 'services', removable('a Service')),
  ...of('', 'configmaps', removable('the ConfigMap with the programs of the set-up')),
  ...of('', 'serviceaccounts', removable("the store's ServiceAccount, which has no rights and no token")),
  ...of('apps', 'deployments', { list: 'judges whether the web servers are ready', ...removable('a Deployment') }),
  ...of('apps', 'statefulsets', { list: 'judges whether the databases are ready', ...removable('a StatefulSet') }),
  ...of('batch', 'jobs', { list: 'judges whether the set-up is done', ...removable('the Job of the set-up') }),
  ...of('networking.k8s.io', 'ingresses', {
    list: 'judges whether the store has its way in',
    ...removable('the Ingress'),
  }),
  ...of('networking.k8s.io', 'networkpolicies', removable('a NetworkPolicy (networkPolicies.enabled)')),
  ...of('', 'resourcequotas', removable('the ResourceQuota (quota.enabled)')),
  ...of('', 'limitranges', removable('the LimitRange (quota.enabled)')),
]

/** As kubectl and the API's own refusals name it: `create deployments.apps`, `get pods/log`. */
export function nameOf({ verb, group, resource, subresource }: Permission): string {
  return `${verb} ${[resource, group].filter(Boolean).join('.')}${subresource ? `/${subresource}` : ''}`
}

type Reasons = Partial<Record<Verb, string>>

function of(group: string, path: string, reasons: Reasons): Permission[] {
  const [resource = '', subresource] = path.split('/')
  const part = subresource === undefined ? { group, resource } : { group, resource, subresource }
  return Object.entries(reasons).map(([verb, reason]) => ({ ...part, verb: verb as Verb, reason }))
}

function installed(what: string) {
  return {
    get: `Helm looks whether ${what} is there already`,
    create: `Helm makes ${what}`,
    patch: patched(what),
  }
}

function removable(what: string) {
  return { ...installed(what), delete: `Helm removes ${what} at the uninstall` }
}

function patched(what: string): string {
  return `Helm 4 makes ${what} by server-side apply; every Helm puts it back in a rollback`
}
