// Fields that Kubernetes does not let change once an object exists: a release that changes one cannot be rolled out.
import { isDeepStrictEqual } from 'node:util'
import { type Difference, differences } from './differences.ts'
import { groupOf, identityOf, type Manifest, specOf, titleOf } from './object.ts'

export type ImmutableChange = Difference & { object: string }

/** Of the objects that both have: one change for each field, with the first difference in it. */
export function immutableChanges(before: readonly Manifest[], after: readonly Manifest[]): ImmutableChange[] {
  const old = new Map(before.map((object) => [identityOf(object), object]))
  return after.flatMap((object) => {
    const was = old.get(identityOf(object))
    return was === undefined ? [] : changesOf(was, object).map((change) => ({ object: titleOf(object), ...change }))
  })
}

function changesOf(before: Manifest, after: Manifest): Difference[] {
  const specs = [specOf(before), specOf(after)] as const
  const specFields = (fields: readonly string[]) => changedFields(fields, specs, 'spec.')
  const restOfSpec = (mutable: readonly string[]) =>
    specFields([...new Set(specs.flatMap(Object.keys))].filter((name) => !mutable.includes(name)))
  const ownFields = (fields: readonly string[]) => changedFields(fields, [before, after], '')
  const frozenData = before['immutable'] === true ? ownFields(['immutable', 'data', 'binaryData', 'stringData']) : []
  switch (`${groupOf(after)}/${after.kind}`) {
    case 'apps/Deployment':
    case 'apps/DaemonSet':
    case 'apps/ReplicaSet':
      return specFields(['selector'])
    case 'apps/StatefulSet':
      return restOfSpec(mutableOfStatefulSet)
    case 'batch/Job':
      return specFields(['selector', 'template', 'completions', 'completionMode'])
    case '/Service':
      return specFields(['clusterIP', 'clusterIPs', 'ipFamilies', 'loadBalancerClass'])
    case '/PersistentVolumeClaim':
    case '/Pod':
      return restOfSpec([])
    case '/Secret':
      return [...ownFields(['type']), ...frozenData]
    case '/ConfigMap':
      return frozenData
    case 'rbac.authorization.k8s.io/RoleBinding':
      return ownFields(['roleRef'])
    default:
      return []
  }
}

/** `revisionHistoryLimit` is not among them: before Kubernetes 1.33 it could not change either. */
const mutableOfStatefulSet = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]

type Fields = Readonly<Record<string, unknown>>

/** The order of a list counts here, so that equal means equal to the API server. */
function changedFields(fields: readonly string[], [before, after]: readonly [Fields, Fields], prefix: string) {
  return fields
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field): Difference => {
      const whole = { path: `${prefix}${field}`, before: before[field], after: after[field] }
      return differences(whole.before, whole.after, whole.path)[0] ?? whole
    })
}
