// RFC 6902: add, remove, replace, test, move and copy by JSON pointer.
import { isDeepStrictEqual } from 'node:util'
import type { Fields } from '../objects/object.ts'
import { ApiError, badRequest } from '../status.ts'

interface Step {
  op: string
  path: string
  from?: string
  value?: unknown
}

export function jsonPatch(object: Fields, patch: unknown): Fields {
  if (!Array.isArray(patch))
    throw badRequest('error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch')
  const document = { root: structuredClone(object) as unknown }
  for (const step of patch as Step[]) perform(document, step)
  return document.root as Fields
}

function perform(document: { root: unknown }, step: Step): void {
  const { op, path, from = '', value } = step
  if (op === 'add') put(document, path, value, true)
  else if (op === 'replace') replace(document, path, value)
  else if (op === 'remove') drop(document, path)
  else if (op === 'test') test(document, path, value)
  else if (op === 'copy' || op === 'move') {
    const taken = structuredClone(read(document, from))
    if (op === 'move') drop(document, from)
    put(document, path, taken, true)
  } else throw badRequest(`Unexpected kind: ${op}`)
}

function replace(document: { root: unknown }, path: string, value: unknown): void {
  read(document, path)
  put(document, path, value, false)
}

function test(document: { root: unknown }, path: string, value: unknown): void {
  if (!isDeepStrictEqual(read(document, path), value)) throw unprocessable()
}

/** The server keeps to itself why. */
const unprocessable = (): ApiError =>
  new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {})

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

function read(document: { root: unknown }, pointer: string): unknown {
  let value = document.root
  for (const step of stepsOf(pointer)) {
    if (typeof value !== 'object' || value === null || !(step in value)) throw unprocessable()
    value = (value as Fields)[step]
  }
  return value
}

function parentOf(document: { root: unknown }, pointer: string): { parent: Fields | unknown[]; last: string } {
  const steps = stepsOf(pointer)
  const last = steps.pop() ?? ''
  const parent = read(document, steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''))
  if (typeof parent !== 'object' || parent === null) throw unprocessable()
  return { parent: parent as Fields | unknown[], last }
}

function put(document: { root: unknown }, pointer: string, value: unknown, inserts: boolean): void {
  if (pointer === '') {
    document.root = value
    return
  }
  const { parent, last } = parentOf(document, pointer)
  if (!Array.isArray(parent)) parent[last] = value
  else parent.splice(last === '-' ? parent.length : Number(last), inserts ? 0 : 1, value)
}

function drop(document: { root: unknown }, pointer: string): void {
  read(document, pointer)
  const { parent, last } = parentOf(document, pointer)
  if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
}
