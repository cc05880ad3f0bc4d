// What the API says of a release: what stores are made from, without its content.
import { z } from '@hono/zod-openapi'
import { nextCursor, text, time } from './fields.ts'

const example = {
  name: '0.2.0-3f9a1c2e',
  default: true,
  default_for: ['default'],
  chart: { name: 'store', version: '0.2.0' },
  checked: false,
  created_at: '2026-02-10T10:00:00.000Z',
  stores: 12,
} as const

export const releaseSchema = z
  .object({
    name: text('The version of the chart and a digest of chart and values, or the name an operator gave'),
    default: z.boolean().openapi({ description: 'Whether new stores of a cluster are created from it' }),
    default_for: z.array(z.string()).openapi({ description: 'The clusters whose new stores are created from it' }),
    chart: z.object({ name: text('Of its Chart.yaml'), version: text('Of its Chart.yaml') }),
    checked: z.boolean().openapi({ description: 'False for a release that a poller registered by itself' }),
    created_at: time.openapi({ description: 'When it was added' }),
    stores: z
      .number()
      .int()
      .optional()
      .openapi({ description: 'How many stores that are not DELETED use it; only for the scope admin' }),
  })
  .openapi('Release', { example })

export const releasePageSchema = z
  .object({ releases: z.array(releaseSchema), next_cursor: nextCursor })
  .openapi('ReleasePage', { example: { releases: [example], next_cursor: null } })
