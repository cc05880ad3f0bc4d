// The dashboard's files, which the build writes in; a process that runs from source serves none.
import type { DashboardFiles } from './deps.ts'

declare const STOREPLANE_DASHBOARD: DashboardFiles | undefined

export const builtDashboard: { dashboard?: DashboardFiles } =
  typeof STOREPLANE_DASHBOARD === 'object' ? { dashboard: STOREPLANE_DASHBOARD } : {}
