// Label keys and values.
import type { Labels } from '../objects/object.ts'
import type { Cause } from '../status.ts'
import { invalidValue } from './causes.ts'
import { labelKey, labelValue } from './names.ts'

export function validateLabels(labels: Labels | undefined, field: string): Cause[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...labelKey(key).map((text) => invalidValue(field, key, text)),
    ...labelValue(value).map((text) => invalidValue(field, value, text)),
  ])
}
