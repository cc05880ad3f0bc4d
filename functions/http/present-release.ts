// A release as the API shows it.
import type { z } from '@hono/zod-openapi'
import type { Release } from '../../shared/releases/index.ts'
import { presentTime } from './present-time.ts'
import type { releaseSchema } from './schemas/release-schemas.ts'

/** `stores` is left out for whoever may not know what other owners have. */
export function presentRelease(release: Release, stores: number | undefined): z.infer<typeof releaseSchema> {
  const { name, defaultFor, chartName, chartVersion, checked, createdAt } = release
  return {
    name,
    default: defaultFor.length > 0,
    default_for: defaultFor,
    chart: { name: chartName, version: chartVersion },
    checked,
    created_at: presentTime(createdAt),
    ...(stores === undefined ? {} : { stores }),
  }
}
