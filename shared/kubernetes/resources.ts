// The kinds of object that are listed, and where the API serves them.

const homes = {
  namespaces: '/api/v1',
  secrets: '/api/v1',
  pods: '/api/v1',
  persistentvolumeclaims: '/api/v1',
  events: '/api/v1',
  deployments: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  jobs: '/apis/batch/v1',
  ingresses: '/apis/networking.k8s.io/v1',
} as const

export type Resource = keyof typeof homes

/** The path of a resource in one namespace, or in all. */
export function resourcePath(resource: Resource, namespace?: string): string {
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`
  return `${homes[resource]}${within}/${resource}`
}
