// The page's endpoint with the files that the build wrote in, made like one that is served by itself.
import { builtDashboard } from '../http/built-dashboard.ts'
import type { createApp } from '../http/create-app.ts'
import type { Deps } from '../http/deps.ts'
import type { MakeEndpoint } from './create-one.ts'

export function withDashboard(endpoint: (deps: Deps) => ReturnType<typeof createApp>): MakeEndpoint {
  return (deps) => endpoint({ ...deps, ...builtDashboard })
}
