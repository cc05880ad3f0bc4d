// The page's endpoint with the files that the build wrote in, made like one that is served by itself.
import { builtDashboard } from '../http/built-dashboard.ts'
import type { Deps } from '../http/deps.ts'

export function withDashboard<Made>(make: (deps: Deps) => Made): (deps: Deps) => Made {
  return (deps) => make({ ...deps, ...builtDashboard })
}
