// Which statuses are offered: a rare one only where a store has it, or where the reader has chosen it.
import type { Overview, Status } from '../api/shapes.ts'
import { statuses } from './route.ts'

const rare: readonly Status[] = ['SUSPENDED']

export function shownStatuses(overview: Overview | null, chosen: Status | null = null): readonly Status[] {
  const isThere = (status: Status) => overview?.stores.some((one) => one.status === status && one.count > 0) ?? false
  return statuses.filter((status) => !rare.includes(status) || status === chosen || isThere(status))
}
