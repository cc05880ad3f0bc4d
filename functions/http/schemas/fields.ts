// Fields that several answers have, and what is said of them all.
import { z } from '@hono/zod-openapi'
import { failureCodes } from '../../../shared/failure-codes.ts'

export const failureCodeNames = Object.keys(failureCodes) as (keyof typeof failureCodes)[]
export const time = z.iso.datetime().openapi({ example: '2026-02-10T10:00:00.000Z' })
export const timeOf = (description: string) => time.openapi({ description })
export const text = (description: string) => z.string().openapi({ description })
export const textOrNull = (description: string) => z.string().nullable().openapi({ description })
export const nextCursor = textOrNull('The `cursor` of the next page; null on the last one')

/** To a request whose If-None-Match names the present answer. */
export const unchanged = { description: 'Nothing has changed since the answer that If-None-Match names; no body' }
