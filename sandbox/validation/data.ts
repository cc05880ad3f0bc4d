// The data of Secrets and ConfigMaps: its keys and its size.
import { isFields, type KubeObject } from '../objects/object.ts'
import type { Cause } from '../status.ts'
import { invalidValue } from './causes.ts'

const keyText =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

export function validateSecret(object: KubeObject): Cause[] {
  const keys = Object.keys(isFields(object['data']) ? object['data'] : {})
  return [
    ...keys.filter((key) => !/^[-._a-zA-Z0-9]+$/.test(key)).map((key) => invalidValue(`data[${key}]`, key, keyText)),
    ...sizeCause(object['data']),
  ]
}

export function sizeCause(data: unknown): Cause[] {
  const bytes = Object.values(isFields(data) ? data : {}).reduce<number>(
    (sum, text) => sum + String(text).length * 0.75,
    0,
  )
  if (bytes <= 1024 * 1024) return []
  return [{ reason: 'FieldValueTooLong', message: 'Too long: may not be more than 1048576 bytes', field: 'data' }]
}
