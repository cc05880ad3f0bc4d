// Strategic merge: like a merge patch, but lists of named things are merged by their key.
import { type Fields, isFields } from '../objects/object.ts'
import { mergeKeyOf } from './merge-keys.ts'

/** Does what `$patch`, `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…` say as well. */
export function strategicMerge(target: Fields, patch: Fields): Fields {
  if (patch['$patch'] === 'replace') return withoutDirectives(patch)
  if (patch['$patch'] === 'delete') return {}
  const merged: Fields = { ...target }
  retain(merged, patch['$retainKeys'])
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$deleteFromPrimitiveList/')) removeValues(merged, field.slice(25), value)
    if (field.startsWith('$')) continue
    if (value === null) delete merged[field]
    else merged[field] = mergeField(field, merged[field], value)
  }
  for (const [field, order] of Object.entries(patch)) {
    if (field.startsWith('$setElementOrder/')) arrange(merged, field.slice(17), order)
  }
  return merged
}

function withoutDirectives(patch: Fields): Fields {
  return Object.fromEntries(Object.entries(patch).filter(([field]) => !field.startsWith('$')))
}

function retain(merged: Fields, keys: unknown): void {
  if (!Array.isArray(keys)) return
  for (const field of Object.keys(merged)) if (!keys.includes(field)) delete merged[field]
}

function removeValues(merged: Fields, field: string, values: unknown): void {
  const list = merged[field]
  if (Array.isArray(list) && Array.isArray(values)) merged[field] = list.filter((item) => !values.includes(item))
}

function mergeField(field: string, before: unknown, value: unknown): unknown {
  if (isFields(value)) return strategicMerge(isFields(before) ? before : {}, value)
  if (!Array.isArray(value) || !Array.isArray(before)) return Array.isArray(value) ? cleaned(value) : value
  if (field === 'finalizers') return [...new Set([...before, ...value])]
  const key = mergeKeyOf(field, [...before, ...value])
  return key ? mergeList(before.filter(isFields), value.filter(isFields), key) : value
}

const cleaned = (list: unknown[]): unknown[] =>
  list
    .filter((item) => !isFields(item) || item['$patch'] !== 'delete')
    .map((item) => (isFields(item) ? strategicMerge({}, item) : item))

function mergeList(before: Fields[], patch: Fields[], key: string): Fields[] {
  if (patch.some((item) => item['$patch'] === 'replace' && item[key] === undefined)) {
    return patch.filter((item) => item['$patch'] === undefined)
  }
  const merged = [...before]
  for (const item of patch) {
    const at = merged.findIndex((one) => one[key] === item[key])
    if (item['$patch'] === 'delete') {
      if (at >= 0) merged.splice(at, 1)
    } else if (at >= 0) merged[at] = strategicMerge(merged[at] ?? {}, item)
    else merged.push(strategicMerge({}, item))
  }
  return merged
}

function arrange(merged: Fields, field: string, order: unknown): void {
  const list = merged[field]
  if (!Array.isArray(list) || !Array.isArray(order)) return
  const key = mergeKeyOf(field, list)
  const wanted = order.map((item) => (isFields(item) && key ? item[key] : item))
  const place = (item: unknown) => {
    const found = wanted.indexOf(isFields(item) && key ? item[key] : item)
    return found < 0 ? wanted.length : found
  }
  merged[field] = [...list].sort((a, b) => place(a) - place(b))
}
