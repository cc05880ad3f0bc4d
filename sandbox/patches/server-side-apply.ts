// Server-side apply: what a manager no longer names is removed, what it names is set.
import { type Fields, isFields } from '../objects/object.ts'
import { mergeKeyOf } from './merge-keys.ts'
import { strategicMerge } from './strategic-merge.ts'

/** `before` is what the same manager applied last. Other managers' claims are not weighed: the last one wins. */
export function serverSideApply(object: Fields, before: Fields | undefined, applied: Fields): Fields {
  return strategicMerge(before ? removeAbandoned(object, before, applied) : object, applied)
}

function removeAbandoned(object: Fields, before: Fields, applied: Fields): Fields {
  const kept: Fields = { ...object }
  for (const [field, old] of Object.entries(before)) {
    if (field === 'apiVersion' || field === 'kind') continue
    const now = applied[field]
    if (now === undefined) kept[field] = withoutOwn(kept[field], old)
    else kept[field] = descend(field, kept[field], old, now)
    if (kept[field] === undefined) delete kept[field]
  }
  return kept
}

/** An abandoned map loses the fields it had from this manager only. */
function withoutOwn(value: unknown, old: unknown): unknown {
  if (!isFields(value) || !isFields(old)) return undefined
  const left = removeAbandoned(value, old, {})
  return Object.keys(left).length > 0 ? left : undefined
}

function descend(field: string, value: unknown, old: unknown, now: unknown): unknown {
  if (isFields(value) && isFields(old) && isFields(now)) return removeAbandoned(value, old, now)
  if (!Array.isArray(value) || !Array.isArray(old) || !Array.isArray(now)) return value
  const key = mergeKeyOf(field, [...value, ...old, ...now])
  if (!key) return value
  const named = (list: unknown[], name: unknown) => list.filter(isFields).find((item) => item[key] === name)
  return value.filter(isFields).flatMap((item) => {
    const oldItem = named(old, item[key])
    const newItem = named(now, item[key])
    if (oldItem && !newItem) return []
    return [oldItem && newItem ? removeAbandoned(item, oldItem, newItem) : item]
  })
}
