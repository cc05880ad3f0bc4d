// Namespaces: a new one gets its service account; a deleted one is emptied, says what holds it, and goes.
import type { Cluster } from '../cluster.ts'
import type { Namespace } from '../objects/configuration.ts'
import { type Condition, withCondition } from '../objects/object.ts'
import { resourceOf } from '../objects/resources.ts'
import { createObject } from '../operations/create.ts'
import { deleteObject } from '../operations/delete.ts'
import { settle } from '../operations/settle.ts'
import { type Remnants, remnantConditions } from './namespace-conditions.ts'
import { subjectOf } from './subject.ts'

const retryMs = 250

export function reconcileNamespace(cluster: Cluster, _none: string, name: string): number | undefined {
  const namespace = cluster.objects.get('namespaces', '', name)
  if (!namespace) return undefined
  if (!namespace.metadata.deletionTimestamp) return furnish(cluster, name)
  if (namespace.spec.finalizers?.length === 0) return undefined
  const remnants = emptied(cluster, namespace)
  if (remnants.resources.size > 0) {
    report(cluster, namespace, remnantConditions(remnants))
    return retryMs
  }
  settle(cluster, 'namespaces', { ...namespace, spec: { ...namespace.spec, finalizers: [] } })
  return undefined
}

function furnish(cluster: Cluster, name: string): undefined {
  if (!cluster.objects.get('serviceaccounts', name, 'default')) {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }
    createObject(cluster, resourceOf('serviceaccounts'), name, account)
  }
  if (!cluster.objects.get('configmaps', name, 'kube-root-ca.crt')) {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt' }, data: { 'ca.crt': '' } }
    createObject(cluster, resourceOf('configmaps'), name, map)
  }
}

/** Deletes everything inside and tells what stays. */
function emptied(cluster: Cluster, namespace: Namespace): Remnants {
  const { name } = namespace.metadata
  for (const { key, object } of cluster.objects.inNamespace(name)) {
    if (!object.metadata.deletionTimestamp) {
      deleteObject(cluster, resourceOf(key), object, { propagation: 'Background' })
    }
  }
  const remnants: Remnants = { resources: new Map(), finalizers: new Map() }
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const { key, object } of cluster.objects.inNamespace(name)) {
    count(remnants.resources, key)
    for (const finalizer of object.metadata.finalizers ?? []) count(remnants.finalizers, finalizer)
  }
  const rule = cluster.scenario.find(subjectOf(cluster, namespace), 'stuck_namespace')
  if (rule) {
    count(remnants.resources, rule.object ?? 'persistentvolumeclaims')
    count(remnants.finalizers, rule.finalizer ?? 'sandbox.invalid/stuck')
  }
  return remnants
}

function report(cluster: Cluster, namespace: Namespace, conditions: Condition[]): void {
  const all = conditions.reduce(withCondition, namespace.status?.conditions ?? [])
  cluster.objects.save('namespaces', { ...namespace, status: { phase: 'Terminating', conditions: all } })
}
