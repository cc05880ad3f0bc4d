// Fields that may not change once an object exists.
import { isDeepStrictEqual } from 'node:util'
import type { Fields, KubeObject } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import type { Cause } from '../status.ts'

const setFields = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]

const setText =
  "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
const claimText =
  'Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'
const podText =
  'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

export function changedForbidden({ key }: Resource, before: KubeObject, after: KubeObject): Cause[] {
  const old = (before.spec ?? {}) as Fields
  const now = (after.spec ?? {}) as Fields
  switch (key) {
    case 'deployments.apps':
    case 'replicasets.apps':
    case 'daemonsets.apps':
      return fixed(old, now, ['selector'])
    case 'statefulsets.apps':
      return isDeepStrictEqual(without(old, setFields), without(now, setFields)) ? [] : [forbiddenCause(setText)]
    case 'jobs.batch':
      return fixed(old, now, ['completions', 'selector', 'template', 'completionMode'])
    case 'services':
      return fixedAddress(old, now)
    case 'persistentvolumeclaims':
      return isDeepStrictEqual(without(old, ['resources', 'volumeName']), without(now, ['resources', 'volumeName']))
        ? []
        : [forbiddenCause(claimText)]
    case 'pods':
      return isDeepStrictEqual(podShape(old), podShape(now)) ? [] : [forbiddenCause(podText)]
    case 'secrets':
      return [...fixedType(before, after), ...frozen(before, after, 'secret')]
    case 'configmaps':
      return frozen(before, after, 'configmap')
    default:
      return []
  }
}

const forbiddenCause = (message: string, field = 'spec'): Cause => ({ reason: 'FieldValueForbidden', message, field })

function fixed(old: Fields, now: Fields, fields: string[]): Cause[] {
  const changed = fields.filter((field) => !isDeepStrictEqual(old[field], now[field]))
  return changed.map((field) => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(now[field] ?? null)}: field is immutable`,
    field: `spec.${field}`,
  }))
}

function fixedAddress(old: Fields, now: Fields): Cause[] {
  const [before, after] = [old['clusterIP'], now['clusterIP']]
  if (!before || now['type'] === 'ExternalName' || before === after) return []
  const message = `Invalid value: ${JSON.stringify([after ?? ''])}: may not change once set`
  return [{ reason: 'FieldValueInvalid', message, field: 'spec.clusterIPs[0]' }]
}

const fixedType = (before: KubeObject, after: KubeObject): Cause[] =>
  before['type'] === after['type']
    ? []
    : [
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${JSON.stringify(after['type'])}: field is immutable`,
          field: 'type',
        },
      ]

function frozen(before: KubeObject, after: KubeObject, kind: string): Cause[] {
  if (before['immutable'] !== true || isDeepStrictEqual(before['data'], after['data'])) return []
  return [forbiddenCause(`Forbidden: field is immutable when \`immutable\` is set (${kind})`, 'data')]
}

function podShape(spec: Fields): Fields {
  const images = (containers: unknown) =>
    Array.isArray(containers) ? containers.map((container: Fields) => ({ ...container, image: '' })) : containers
  const shape = without(spec, ['activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds', 'nodeName'])
  return { ...shape, containers: images(spec['containers']), initContainers: images(spec['initContainers']) }
}

const without = (fields: Fields, names: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
