// Query parameters that several endpoints take; all of them refuse a parameter that they do not know.
import { z } from '@hono/zod-openapi'
import { decodeCursor } from './cursor.ts'

export const noQuery = z.strictObject({})

export const storeId = z.object({ id: z.string().openapi({ example: 'my-store-abc123' }) })

export const operationId = z.object({ op: z.string().openapi({ example: 'op_0123456789abcdef' }) })

const maxPage = 500

export const pageLimit = z
  .string()
  .optional()
  .transform((text = '100', context) => {
    if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= maxPage) return Number(text)
    context.addIssue({
      code: 'custom',
      message: `"limit" must be a whole number from 1 to ${maxPage}.`,
      params: { rule: 'range' },
    })
    return z.NEVER
  })
  .openapi({
    type: 'integer',
    minimum: 1,
    maximum: maxPage,
    default: 100,
    description: 'How many the page has at most',
  })

export const afterEvent = z
  .string()
  .optional()
  .transform((text = '0', context) => {
    if (/^\d{1,15}$/.test(text)) return Number(text)
    context.addIssue({ code: 'custom', message: '"after" must be the id of an event.', params: { rule: 'range' } })
    return z.NEVER
  })
  .openapi({ type: 'integer', minimum: 0, default: 0, description: 'Only events with a higher id' })

export const pageCursor = z
  .string()
  .transform((text, context) => {
    const position = decodeCursor(text)
    if (position !== undefined) return position
    context.addIssue({
      code: 'custom',
      message: '"cursor" must be the next_cursor of an earlier page, unchanged.',
      params: { rule: 'cursor' },
    })
    return z.NEVER
  })
  .openapi({ type: 'string', pattern: '^[A-Za-z0-9_-]{1,200}$', description: 'The `next_cursor` of the page before' })
