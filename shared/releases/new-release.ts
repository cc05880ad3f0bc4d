// A content about to become a release: hashed and packed for its row, and the name that it gets when nobody gives it one.
import type { Bind } from '../database/database.ts'
import type { ReleaseContent } from './content.ts'
import { packContent } from './pack-content.ts'

export type NewRelease = { digest: string; packed: string; chartName: string; chartVersion: string }

export function newRelease(content: ReleaseContent, chart: { name: string; version: string }): NewRelease {
  return { ...packContent(content), chartName: chart.name, chartVersion: chart.version }
}

/** `<chart version>-<beginning of the digest>`; the longer one is for the case that another release has the first. */
export function defaultNames({ chartVersion, digest }: NewRelease): [string, string] {
  const version = chartVersion.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[^A-Za-z0-9]+/, '') || 'unversioned'
  return [`${version.slice(0, 40)}-${digest.slice(0, 8)}`, `${version.slice(0, 40)}-${digest.slice(0, 20)}`]
}

/** The columns of its row that its content decides, as binds. */
export function contentBinds({ digest, packed, chartName, chartVersion }: NewRelease): Record<string, Bind> {
  return { digest, content: packed, chart_name: chartName, chart_version: chartVersion }
}
