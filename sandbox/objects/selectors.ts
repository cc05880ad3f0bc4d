// Label and field selectors, as query parameters and as they stand in objects.
import { badRequest } from '../status.ts'
import type { Fields, KubeObject, LabelSelector, Labels } from './object.ts'

export type Matches = (object: KubeObject) => boolean

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k` */
export function parseLabelSelector(text: string): Matches {
  const tests = splitOutsideParentheses(text).map(parseRequirement)
  return (object) => tests.every((test) => test(object.metadata.labels ?? {}))
}

/** `metadata.name=x,status.phase!=Running` */
export function parseFieldSelector(text: string, key: string): Matches {
  const tests = text
    .split(',')
    .filter(Boolean)
    .map((part) => parseFieldTest(part, key))
  return (object) => tests.every((test) => test(object))
}

export function selects(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  const exact = Object.entries(selector?.matchLabels ?? {})
  const expressions = selector?.matchExpressions ?? []
  return (
    exact.every(([key, value]) => labels?.[key] === value) &&
    expressions.every(({ key, operator, values }) =>
      requirement(key, operator.toLowerCase(), values ?? [])(labels ?? {}),
    )
  )
}

function splitOutsideParentheses(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter(Boolean)
}

function parseRequirement(text: string): (labels: Labels) => boolean {
  const set = /^([^\s=!]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text)
  if (set) {
    const values = (set[3] ?? '').split(',').map((value) => value.trim())
    return requirement(set[1] ?? '', set[2] ?? '', values)
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(text)
  if (equality) return requirement(equality[1] ?? '', equality[2] === '!=' ? 'notin' : 'in', [equality[3] ?? ''])
  const existence = /^(!?)\s*([^\s=!()]+)$/.exec(text)
  if (existence) return requirement(existence[2] ?? '', existence[1] ? 'doesnotexist' : 'exists', [])
  if (/^[^\s=!]+\s+(in|notin)\s*\([^)]*$/.test(text))
    throw badRequest("unable to parse requirement: found '', expected: ',' or ')'")
  throw badRequest(`unable to parse requirement: found '${text}'`)
}

function requirement(key: string, operator: string, values: string[]): (labels: Labels) => boolean {
  return (labels) => {
    const value = labels[key]
    if (operator === 'exists') return value !== undefined
    if (operator === 'doesnotexist') return value === undefined
    const listed = value !== undefined && values.includes(value)
    return operator === 'in' ? listed : !listed
  }
}

const everyKind = ['metadata.name', 'metadata.namespace']

/** The fields that the server selects by, beside name and namespace. */
const fields: Record<string, string[]> = {
  pods: [
    'status.phase',
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.podIP',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
  events: [
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
      (field) => `involvedObject.${field}`,
    ),
    ...['reason', 'reportingComponent', 'source', 'type'],
  ],
}

function parseFieldTest(text: string, key: string): Matches {
  const [, path = '', operator, wanted = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(text) ?? []
  if (!operator) throw badRequest(`invalid selector: '${text}'; can't understand '${text}'`)
  if (![...everyKind, ...(fields[key] ?? [])].includes(path)) throw unsupported(path, key)
  return (object) => (fieldAt(object, path) === wanted) === (operator !== '!=')
}

/** Kinds with fields of their own have another sentence for it than the many that have none. */
function unsupported(path: string, key: string) {
  if (fields[key]) return badRequest(`field label not supported: ${path}`)
  const known = everyKind.map((field) => `"${field}"`).join(', ')
  return badRequest(`"${path}" is not a known field selector: only ${known}`)
}

function fieldAt(object: KubeObject, path: string): string {
  let value: unknown = object
  for (const step of path.split('.')) value = (value as Fields | undefined)?.[step]
  return value === undefined || value === null ? '' : String(value)
}
