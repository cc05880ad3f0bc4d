// Refuses on creation and change what the real server refuses.
import type { Fields, KubeObject } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { type Cause, invalid } from '../status.ts'
import { invalidValue, required } from './causes.ts'
import { sizeCause, validateSecret } from './data.ts'
import { changedForbidden } from './immutable.ts'
import { validateLabels } from './labels.ts'
import { dnsLabel, dnsSubdomain, labelValue, pathSegment, serviceName } from './names.ts'
import { validateIngress, validateService } from './network.ts'
import { validatePodSpec } from './pod-spec.ts'
import { validateSelector, validateTemplate } from './workload.ts'

export function validate(resource: Resource, object: KubeObject, previous?: KubeObject): void {
  const causes = [
    ...(previous ? [] : validateName(resource, object.metadata.name)),
    ...validateLabels(object.metadata.labels, 'metadata.labels'),
    ...validateKind(resource, object),
    ...(previous ? changedForbidden(resource, previous, object) : []),
  ]
  if (causes.length > 0) throw invalid(resource, object.metadata.name, causes)
}

function validateName({ key, group }: Resource, name: string): Cause[] {
  const byKey: Record<string, (name: string) => string[]> = { namespaces: dnsLabel, services: serviceName }
  const check = byKey[key] ?? (group === 'rbac.authorization.k8s.io' ? pathSegment : dnsSubdomain)
  return check(name).map((text) => invalidValue('metadata.name', name, text))
}

function validateKind({ key }: Resource, object: KubeObject): Cause[] {
  const spec = (object.spec ?? {}) as Fields
  switch (key) {
    case 'pods':
      return validatePodSpec(spec, 'spec')
    case 'deployments.apps':
    case 'replicasets.apps':
    case 'statefulsets.apps':
    case 'daemonsets.apps':
      return [...validateSelector(spec), ...validateTemplate(spec)]
    case 'jobs.batch':
      return [
        ...labelValue(object.metadata.name).map((text) =>
          invalidValue('spec.template.labels', object.metadata.name, text),
        ),
        ...validateTemplate(spec),
      ]
    case 'secrets':
      return validateSecret(object)
    case 'configmaps':
      return sizeCause(object['data'])
    case 'services':
      return validateService(spec)
    case 'ingresses.networking.k8s.io':
      return validateIngress(spec)
    case 'persistentvolumeclaims':
      return Array.isArray(spec['accessModes']) && spec['accessModes'].length > 0
        ? []
        : [required('spec.accessModes', 'at least 1 access mode is required')]
    default:
      return []
  }
}
