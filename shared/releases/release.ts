// A release as the programs know it, made from its row: everything but its content.
import type { Row } from '../database/database.ts'

export type Release = {
  name: string
  digest: string
  chartName: string
  chartVersion: string
  /** Whether `storeplane admin releases add` has checked it; what a poller registers by itself is not. */
  checked: boolean
  /** `operator` or `poller`. */
  actor: string
  /** Milliseconds since 1970 by the database's clock. */
  createdAt: number
  /** The clusters whose new stores get it. */
  defaultFor: string[]
}

export const selectReleases = `SELECT name, digest, chart_name, chart_version, checked, actor, created_at,
  (SELECT json_group_array(name) FROM (SELECT name FROM clusters WHERE default_release = releases.name ORDER BY name))
    AS default_for FROM releases`

export function toRelease(row: Row): Release {
  return {
    name: row['name'] as string,
    digest: row['digest'] as string,
    chartName: row['chart_name'] as string,
    chartVersion: row['chart_version'] as string,
    checked: Boolean(row['checked']),
    actor: row['actor'] as string,
    createdAt: row['created_at'] as number,
    defaultFor: JSON.parse(row['default_for'] as string),
  }
}

/** A name of a release is part of a path of the API, and stands in the rows of stores. */
export function isReleaseName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(text)
}
