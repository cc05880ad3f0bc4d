// A release as the admin commands print it.
import type { Release } from '../../../shared/releases/index.ts'

export function presentRelease(release: Release, stores: number) {
  const { name, digest, chartName, chartVersion, checked, actor, createdAt, defaultFor } = release
  const chart = { name: chartName, version: chartVersion }
  return {
    name,
    default: defaultFor.length > 0,
    default_for: defaultFor,
    chart,
    checked,
    stores,
    actor,
    digest,
    created_at: new Date(createdAt).toISOString(),
  }
}
