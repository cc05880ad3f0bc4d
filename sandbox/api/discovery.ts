// What clients ask first: the version, the groups and their resources.
import { type Resource, resources } from '../objects/resources.ts'

const version = {
  major: '1',
  minor: '31',
  gitVersion: 'v1.31.0+sandbox',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2024-08-13T07:28:49Z',
  goVersion: 'go1.22.5',
  compiler: 'gc',
  platform: 'linux/amd64',
  emulationMajor: '1',
  emulationMinor: '31',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '30',
}

/** The document at a path, if it is one of discovery. */
export function discoveryAt(path: string, host: string): object | string | undefined {
  const [root, first, second, ...more] = path.split('/').filter(Boolean)
  if (['healthz', 'livez', 'readyz'].includes(root ?? '')) return 'ok'
  if (root === undefined)
    return { paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/openapi/v2', '/readyz', '/version'] }
  if (root === 'version') return version
  if (root === 'openapi') return { paths: {} }
  if (root === 'api' && !second) return first ? resourceList(first) : coreVersions(host)
  if (root !== 'apis' || more.length > 0) return undefined
  if (!first) return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames().map(group) }
  if (second) return resourceList(`${first}/${second}`)
  return groupNames().includes(first) ? { kind: 'APIGroup', apiVersion: 'v1', ...group(first) } : undefined
}

const coreVersions = (host: string) => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
})

const groupNames = (): string[] => [...new Set(resources.map(({ group }) => group).filter(Boolean))]

function group(name: string): object {
  const versions = [
    ...new Set(resources.filter((resource) => resource.group === name).map(({ apiVersion }) => apiVersion)),
  ]
  const listed = versions.map((groupVersion) => ({ groupVersion, version: groupVersion.split('/')[1] }))
  return { name, versions: listed, preferredVersion: listed[0] }
}

function resourceList(groupVersion: string): object | undefined {
  const found = resources.filter((resource) => resource.apiVersion === groupVersion)
  if (found.length === 0) return undefined
  // Of the core group alone the list does not say its own version.
  const typed = groupVersion === 'v1' ? {} : { apiVersion: 'v1' }
  return { kind: 'APIResourceList', ...typed, groupVersion, resources: found.flatMap(withSubresources) }
}

function withSubresources(resource: Resource): object[] {
  const { plural, singular, namespaced, kind, verbs, shortNames, categories, subresources } = resource
  const whole = {
    ...{ name: plural, singularName: singular, namespaced, kind, verbs },
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  }
  const parts = subresources.map((part) => ({
    name: `${plural}/${part}`,
    singularName: '',
    namespaced,
    ...(part === 'scale' ? { group: 'autoscaling', version: 'v1', kind: 'Scale' } : { kind }),
    verbs: part === 'log' ? ['get'] : part === 'eviction' ? ['create'] : ['get', 'patch', 'update'],
  }))
  return [whole, ...parts]
}
