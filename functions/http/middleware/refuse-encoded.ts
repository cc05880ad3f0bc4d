// Refuses a body that is encoded: it would be read as it came, and refused as JSON that is not well-formed.
import type { Context } from 'hono'
import { CodedError } from '../../../shared/errors.ts'

/** Throws `unsupported_media_type`. */
export function refuseEncoded(c: Context): void {
  if (!namesOnly('identity', c.req.header('Content-Encoding')))
    throw new CodedError(
      'unsupported_media_type',
      'Content-Encoding says that the body is encoded; send it as it is, without that header.',
      { details: { accept_encoding: 'identity' } },
    )
  if (!namesOnly('chunked', c.req.header('Transfer-Encoding'))) throw unknownTransfer()
}

export function unknownTransfer(): CodedError {
  return new CodedError(
    'unsupported_media_type',
    'Of Transfer-Encoding this server knows "chunked" only; send the body in chunks or with its Content-Length.',
  )
}

function namesOnly(coding: string, header = ''): boolean {
  return header.split(',').every((name) => ['', coding].includes(name.trim().toLowerCase()))
}
