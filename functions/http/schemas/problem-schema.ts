// A refusal as every call answers it (RFC 9457).
import { z } from '@hono/zod-openapi'
import { errorCodes } from '../../../shared/errors.ts'
import { text } from './fields.ts'

export const problemSchema = z
  .object({
    type: text('`urn:storeplane:problem:` and the code'),
    title: text('The same for all refusals with this code'),
    status: z.number().int().openapi({ description: 'The HTTP status' }),
    detail: text('What is wrong with this request, and what to do'),
    code: z.enum(errorCodes),
    errors: z
      .array(
        z.object({
          pointer: text('Where: a JSON pointer into the body, or the parameter'),
          rule: text('Which rule is broken; stable'),
          message: text('What is wrong, and what is right'),
        }),
      )
      .optional()
      .openapi({ description: 'Each fault, of `invalid_request`' }),
    scope: z.string().optional().openapi({ description: 'The scope that is missing' }),
    store_id: z.string().optional().openapi({ description: 'The store that has the name, where it is yours' }),
    operation_id: z.string().optional().openapi({ description: 'The operation that has not ended' }),
    request_id: text('The X-Request-Id of this request'),
  })
  .openapi('Problem')
