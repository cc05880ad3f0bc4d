// Reads a path of the API: which resource, which object, and what is to be done with it.
import { type Resource, resourceAt } from '../objects/resources.ts'

export interface Route {
  verb: string
  resource: Resource
  namespace: string
  name: string
  subresource: string
  query: URLSearchParams
}

export function parseRoute(method: string, url: URL): Route | undefined {
  const steps = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
  const apiVersion = steps[0] === 'api' ? steps[1] : `${steps[1]}/${steps[2]}`
  const rest = steps.slice(steps[0] === 'api' ? 2 : 3)
  if ((steps[0] !== 'api' && steps[0] !== 'apis') || !apiVersion || rest.length === 0) return undefined
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2 && resourceAt(apiVersion, rest[2] ?? '')?.namespaced
  const namespace = inNamespace ? (rest[1] ?? '') : ''
  const [plural = '', name = '', subresource = ''] = inNamespace ? rest.slice(2) : rest
  const resource = resourceAt(apiVersion, plural)
  if (!resource) return undefined
  return {
    verb: verbOf(method, name, url.searchParams),
    resource,
    namespace,
    name,
    subresource,
    query: url.searchParams,
  }
}

function verbOf(method: string, name: string, query: URLSearchParams): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (query.get('watch') === 'true' || query.get('watch') === '1') return 'watch'
      return name ? 'get' : 'list'
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return name ? 'delete' : 'deletecollection'
    default:
      return method.toLowerCase()
  }
}
