// Workloads: their selector and the template of their pods.
import { type Fields, isFields, type LabelSelector, type Labels } from '../objects/object.ts'
import { selects } from '../objects/selectors.ts'
import type { Cause } from '../status.ts'
import { invalidValue, required } from './causes.ts'
import { validateLabels } from './labels.ts'
import { validatePodSpec } from './pod-spec.ts'

export function validateSelector(spec: Fields): Cause[] {
  const selector = spec['selector'] as LabelSelector | undefined
  const { labels = {} } = templateOf(spec)
  const mismatch = invalidValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')
  if (!selector) return [required('spec.selector'), mismatch]
  return selects(selector, labels) ? [] : [mismatch]
}

export function validateTemplate(spec: Fields): Cause[] {
  const template = templateOf(spec)
  return [
    ...validateLabels(template.labels, 'spec.template.labels'),
    ...validatePodSpec(withClaims(template.spec, spec['volumeClaimTemplates']), 'spec.template.spec'),
  ]
}

/** A StatefulSet's claims are volumes of its pods. */
function withClaims(spec: Fields, claims: unknown): Fields {
  if (!Array.isArray(claims)) return spec
  const volumes = Array.isArray(spec['volumes']) ? spec['volumes'] : []
  return { ...spec, volumes: [...volumes, ...claims.filter(isFields).map(({ metadata }) => metadata)] }
}

function templateOf(spec: Fields): { labels: Labels | undefined; spec: Fields } {
  const template = isFields(spec['template']) ? spec['template'] : {}
  const metadata = isFields(template['metadata']) ? template['metadata'] : {}
  return {
    labels: metadata['labels'] as Labels | undefined,
    spec: isFields(template['spec']) ? template['spec'] : {},
  }
}
