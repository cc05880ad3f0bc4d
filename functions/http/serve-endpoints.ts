// An application of some endpoints or of all: what stands in front of each, the scope that it needs, and the endpoint itself.
import type { Scope } from '../../shared/api-keys.ts'
import type { Deps } from './deps.ts'
import { type Endpoint, placesOf } from './endpoint.ts'
import { matchesPath } from './match-path.ts'
import type { OpenPath } from './middleware/authenticate.ts'
import { createMiddlewareStack } from './middleware/middleware-stack.ts'
import { requireScope } from './middleware/require-scope.ts'

type Served<D> = Omit<Endpoint, 'make'> & { make: (deps: D) => ReturnType<Endpoint['make']> }

export function serveEndpoints<D extends Deps>(deps: D, endpoints: readonly Served<D>[]) {
  const app = createMiddlewareStack(deps, openPaths(endpoints))
  for (const endpoint of endpoints) {
    const scope = scopeOf(endpoint)
    if (scope !== null) app.on(endpoint.method, placesOf(endpoint), requireScope(scope))
    const made = endpoint.make(deps)
    for (const mount of endpoint.mounts) app.route(mount, made)
  }
  return app
}

function scopeOf({ access }: Pick<Endpoint, 'access'>): Scope | null {
  return access === 'keyless' || access === 'open' ? null : access
}

function openPaths(endpoints: readonly Omit<Endpoint, 'make'>[]): OpenPath {
  const places = endpoints.flatMap((endpoint) => {
    const { access } = endpoint
    return access === 'keyless' || access === 'open' ? placesOf(endpoint).map((pattern) => ({ pattern, access })) : []
  })
  return (path) => places.find(({ pattern }) => matchesPath(pattern, path))?.access ?? null
}
