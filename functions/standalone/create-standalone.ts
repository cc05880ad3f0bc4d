// The API of one endpoint: the endpoint at its places, and the probes for whoever looks after its process.
import { completeDeps } from '../http/complete-deps.ts'
import type { Deps, ProgramDeps } from '../http/deps.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { serveEndpoints } from '../http/serve-endpoints.ts'

/** One that needs more than what all are handed is wrapped by a file beside this one. */
export type StandaloneEndpoint = Omit<Endpoint, 'make'> & { make: (deps: Deps) => ReturnType<Endpoint['make']> }

export function createStandalone(given: ProgramDeps, served: readonly StandaloneEndpoint[]) {
  return serveEndpoints(completeDeps(given), served)
}
