// What stands on one side alone, and which store a namespace is of.
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'

export type Orphan = {
  /** `no_row`: there, and no row knows it. `gone`: a settled row whose namespace or release is not there. */
  what: 'no_row' | 'gone'
  id: string
  /** Null when it is gone; so is the release. */
  namespace: string | null
  /** The status of the release in Helm's words. */
  release: string | null
  /** The status of the row, or null without one. */
  row: string | null
}

/** Without the label, which somebody must have taken off, the name says it. */
export function storeOf({ metadata }: KubeObject): string {
  return metadata.labels?.['storeplane.dev/store'] ?? metadata.name.replace(/^store-/, '')
}
