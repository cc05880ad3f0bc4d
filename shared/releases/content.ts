// What a release holds: the files of a chart and the values files in their order. One canonical form is hashed and stored.
import { createHash } from 'node:crypto'
import { ReleaseContentError } from './content-error.ts'

export type ContentFile = { path: string; bytes: Uint8Array }
/** Paths of the chart are relative to its folder; a values file has its own name only, and the last one wins. */
export type ReleaseContent = { chart: readonly ContentFile[]; values: readonly ContentFile[] }

/** All files of a release together; more would not fit into a row, nor into Helm's own record of a release. */
export const maxFiles = 500
export const maxBytes = 5_000_000

const header = Buffer.from('storeplane release 1\n')

/** The same bytes for the same chart and values, in whatever order the chart's files were read. */
export function encodeContent({ chart, values }: ReleaseContent): Buffer {
  const sorted = chart.toSorted((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)))
  const parts = [
    ...sorted.flatMap((file) => encodeFile('chart', file)),
    ...values.flatMap((file) => encodeFile('values', file)),
  ]
  return Buffer.concat([header, ...parts])
}

/** Throws a ReleaseContentError for what `encodeContent` does not make, a path that leaves its folder included. */
export function decodeContent(bytes: Buffer): ReleaseContent {
  if (!bytes.subarray(0, header.length).equals(header)) throw new ReleaseContentError('it has no known form')
  const chart: ContentFile[] = []
  const values: ContentFile[] = []
  for (let at = header.length; at < bytes.length; ) {
    const { kind, file, end } = decodeFile(bytes, at)
    if (kind === 'chart') chart.push(file)
    else values.push(file)
    at = end
  }
  const content = { chart, values }
  refuseUnsafe(content)
  return content
}

export function digestOf(content: ReleaseContent): string {
  return createHash('sha256').update(encodeContent(content)).digest('hex')
}

/** Throws a ReleaseContentError where a file could not be written below a folder of its own, or where there are too many. */
export function refuseUnsafe({ chart, values }: ReleaseContent): void {
  for (const { path } of chart) if (!isSafePath(path)) throw unsafeName(path)
  for (const { path } of values) if (!isSafePath(path) || path.includes('/')) throw unsafeName(path)
  const paths = new Set(chart.map(({ path }) => path))
  if (paths.size < chart.length) throw new ReleaseContentError('it holds a file of the chart twice')
  for (const path of paths)
    for (const folder of foldersOf(path))
      if (paths.has(folder)) throw new ReleaseContentError(`it holds ${JSON.stringify(folder)} as a file and a folder`)
  if (!paths.has('Chart.yaml')) throw new ReleaseContentError('it holds no Chart.yaml')
  if (chart.length + values.length > maxFiles) throw new ReleaseContentError(`it holds more than ${maxFiles} files`)
}

type Kind = 'chart' | 'values'

function encodeFile(kind: Kind, { path, bytes }: ContentFile): Uint8Array[] {
  const name = Buffer.from(path)
  return [Buffer.from(`${kind} ${name.length} ${bytes.length}\n`), name, bytes]
}

const longestHeadBytes = 40

function decodeFile(bytes: Buffer, at: number): { kind: Kind; file: ContentFile; end: number } {
  const lineEnd = bytes.subarray(at, at + longestHeadBytes).indexOf(0x0a)
  const head = bytes.subarray(at, at + Math.max(lineEnd, 0)).toString('latin1')
  const [, kind, nameBytes, fileBytes] = /^(chart|values) (\d{1,8}) (\d{1,8})$/.exec(head) ?? []
  if (kind === undefined) throw new ReleaseContentError('it has no known form')
  const nameAt = at + lineEnd + 1
  const fileAt = nameAt + Number(nameBytes)
  const end = fileAt + Number(fileBytes)
  if (end > bytes.length) throw new ReleaseContentError('it is cut off')
  const file = { path: bytes.subarray(nameAt, fileAt).toString('utf8'), bytes: bytes.subarray(fileAt, end) }
  return { kind: kind as Kind, file, end }
}

const longestSegmentBytes = 200
const longestPathBytes = 1_000

/** Relative, below its folder, and the same on every file system: no `..`, no backslash, no control character. */
function isSafePath(path: string): boolean {
  if (Buffer.from(path).toString() !== path || Buffer.byteLength(path) > longestPathBytes) return false
  return path.split('/').every(isSafeSegment)
}

function isSafeSegment(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..') return false
  return !/[\u0000-\u001f\u007f\\\ufffd]/.test(segment) && Buffer.byteLength(segment) <= longestSegmentBytes
}

function unsafeName(path: string): ReleaseContentError {
  return new ReleaseContentError(`the file ${JSON.stringify(path)} has a name that a release cannot keep; rename it`)
}

function foldersOf(path: string): string[] {
  const segments = path.split('/')
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'))
}
