// A release's content as the text of a column: compressed, in base64, and verified by its digest when it is read again.
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { decodeContent, encodeContent, maxBytes, type ReleaseContent } from './content.ts'
import { ReleaseContentError } from './content-error.ts'

/** Helm's own record of a release in the cluster, a Secret, takes no more either; a database server's row takes little more. */
const maxPackedBytes = 1_000_000

/** Throws a ReleaseContentError when it is too much also when it is compressed. */
export function packContent(content: ReleaseContent): { digest: string; packed: string } {
  const encoded = encodeContent(content)
  const packed = gzipSync(encoded).toString('base64')
  if (packed.length > maxPackedBytes) throw tooMuch(content, packed.length)
  return { digest: hash(encoded), packed }
}

/** The files' bytes, and the head and the path of each. */
const maxEncodedBytes = maxBytes + 1_000_000

/** Throws a ReleaseContentError when it is not the content of this digest. */
export function unpackContent(packed: string, digest: string): ReleaseContent {
  const encoded = inflate(packed)
  if (hash(encoded) !== digest) throw new ReleaseContentError('its content does not match its digest')
  return decodeContent(encoded)
}

function tooMuch({ chart, values }: ReleaseContent, bytes: number): ReleaseContentError {
  const largest = [...chart, ...values].reduce((one, other) => (other.bytes.length > one.bytes.length ? other : one))
  return new ReleaseContentError(
    `chart and values take ${bytes / 1e6} MB when they are compressed, and Helm keeps ${maxPackedBytes / 1e6} MB in the cluster at most; the largest file is ${largest.path} (${largest.bytes.length / 1e6} MB)`,
  )
}

function hash(encoded: Buffer): string {
  return createHash('sha256').update(encoded).digest('hex')
}

function inflate(packed: string): Buffer {
  try {
    return gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: maxEncodedBytes })
  } catch (error) {
    throw new ReleaseContentError('its content cannot be uncompressed', { cause: error })
  }
}
