// Reads the protobuf bodies that Helm 3.17 and later send: Secrets, ConfigMaps, Namespaces and DeleteOptions.
import { type Fields, timestamp } from '../objects/object.ts'
import { ApiError } from '../status.ts'

const magic = Buffer.from('k8s\0')

/** How a message is read: its fields by number. */
type Shape = Record<number, [name: string, reader: Reader]>
type Reader = (value: Buffer | number) => unknown

export function decodeProtobuf(body: Buffer): Fields {
  if (!body.subarray(0, 4).equals(magic)) throw unreadable('no k8s prefix')
  const unknown = read(body.subarray(4), {
    1: ['type', message({ 1: ['apiVersion', text], 2: ['kind', text] })],
    2: ['raw', bytes],
  })
  const { apiVersion, kind } = (unknown['type'] ?? {}) as { apiVersion?: string; kind?: string }
  const shape = shapes[kind ?? '']
  if (!shape) throw unreadable(`the sandbox does not read ${kind} as protobuf`)
  return { apiVersion, kind, ...read((unknown['raw'] ?? Buffer.alloc(0)) as Buffer, shape) }
}

const unreadable = (why: string): ApiError => new ApiError(415, 'UnsupportedMediaType', `protobuf body: ${why}`)

const asBuffer = (value: Buffer | number): Buffer => (typeof value === 'number' ? Buffer.alloc(0) : value)
const text: Reader = (value) => asBuffer(value).toString('utf8')
const bytes: Reader = asBuffer
const base64: Reader = (value) => asBuffer(value).toString('base64')
const flag: Reader = (value) => value === 1
const number: Reader = (value) => value
const message =
  (shape: Shape): Reader =>
  (value) =>
    read(asBuffer(value), shape)
const repeated = (reader: Reader): Reader =>
  Object.assign((value: Buffer | number) => reader(value), { repeated: true })
const map = (reader: Reader): Reader =>
  Object.assign((value: Buffer | number) => read(asBuffer(value), { 1: ['key', text], 2: ['value', reader] }), {
    map: true,
  })

const owner = message({
  5: ['apiVersion', text],
  1: ['kind', text],
  3: ['name', text],
  4: ['uid', text],
  6: ['controller', flag],
  7: ['blockOwnerDeletion', flag],
})
const time: Reader = (value) =>
  timestamp(Number(read(asBuffer(value), { 1: ['seconds', number] })['seconds'] ?? 0) * 1000)

const metadata = message({
  1: ['name', text],
  2: ['generateName', text],
  3: ['namespace', text],
  5: ['uid', text],
  6: ['resourceVersion', text],
  8: ['creationTimestamp', time],
  11: ['labels', map(text)],
  12: ['annotations', map(text)],
  13: ['ownerReferences', repeated(owner)],
  14: ['finalizers', repeated(text)],
})

const shapes: Record<string, Shape> = {
  Secret: {
    1: ['metadata', metadata],
    2: ['data', map(base64)],
    3: ['type', text],
    4: ['stringData', map(text)],
    5: ['immutable', flag],
  },
  ConfigMap: {
    1: ['metadata', metadata],
    2: ['data', map(text)],
    3: ['binaryData', map(base64)],
    4: ['immutable', flag],
  },
  Namespace: { 1: ['metadata', metadata] },
  DeleteOptions: {
    1: ['gracePeriodSeconds', number],
    2: ['preconditions', message({ 1: ['uid', text], 2: ['resourceVersion', text] })],
    3: ['orphanDependents', flag],
    4: ['propagationPolicy', text],
    5: ['dryRun', repeated(text)],
  },
}

function read(buffer: Buffer, shape: Shape): Fields {
  const fields: Fields = {}
  for (const [number, value] of entries(buffer)) {
    const [name, reader] = shape[number] ?? []
    if (!name || !reader) continue
    const content = reader(value)
    if ('map' in reader) {
      const { key = '', value: entry = '' } = content as { key?: string; value?: unknown }
      fields[name] = { ...(fields[name] as object | undefined), [key]: entry }
    } else if ('repeated' in reader) fields[name] = [...((fields[name] as unknown[] | undefined) ?? []), content]
    else fields[name] = content
  }
  return fields
}

function* entries(buffer: Buffer): Generator<[number, Buffer | number]> {
  const at = { offset: 0 }
  while (at.offset < buffer.length) {
    const tag = varint(buffer, at)
    const wire = tag & 7
    if (wire === 0) yield [tag >>> 3, varint(buffer, at)]
    else if (wire === 2) {
      const length = varint(buffer, at)
      yield [tag >>> 3, buffer.subarray(at.offset, at.offset + length)]
      at.offset += length
    } else throw unreadable(`wire type ${wire}`)
  }
}

function varint(buffer: Buffer, at: { offset: number }): number {
  let value = 0
  for (let scale = 1; ; scale *= 128) {
    const byte = buffer[at.offset]
    if (byte === undefined) throw unreadable('it ends too early')
    at.offset += 1
    value += (byte & 127) * scale
    if (byte < 128) return value
  }
}
