// Services and Ingresses.
import { type Fields, isFields } from '../objects/object.ts'
import type { Cause } from '../status.ts'
import { invalidValue, required } from './causes.ts'
import { dnsSubdomain } from './names.ts'

export function validateService(spec: Fields): Cause[] {
  const headless = spec['clusterIP'] === 'None' || spec['type'] === 'ExternalName'
  const ports = Array.isArray(spec['ports']) ? spec['ports'].filter(isFields) : []
  if (ports.length === 0 && !headless) return [required('spec.ports')]
  const nameless =
    ports.length > 1 ? ports.flatMap((port, i) => (port['name'] ? [] : [required(`spec.ports[${i}].name`)])) : []
  return [...nameless, ...ports.flatMap((port, i) => validatePort(port['port'], `spec.ports[${i}].port`))]
}

const validatePort = (port: unknown, field: string): Cause[] =>
  typeof port === 'number' && port >= 1 && port <= 65535
    ? []
    : [invalidValue(field, port ?? 0, 'must be between 1 and 65535, inclusive')]

export function validateIngress(spec: Fields): Cause[] {
  const rules = Array.isArray(spec['rules']) ? spec['rules'].filter(isFields) : []
  if (rules.length === 0 && !spec['defaultBackend']) {
    return [invalidValue('spec', spec, 'either `defaultBackend` or `rules` must be specified')]
  }
  return rules.flatMap((rule, index) => validateIngressRule(rule, `spec.rules[${index}]`))
}

function validateIngressRule(rule: Fields, field: string): Cause[] {
  const host = typeof rule['host'] === 'string' ? rule['host'] : ''
  const http = isFields(rule['http']) ? rule['http'] : {}
  const paths = Array.isArray(http['paths']) ? http['paths'].filter(isFields) : []
  return [
    ...(host ? dnsSubdomain(host.replace(/^\*\./, '')).map((text) => invalidValue(`${field}.host`, host, text)) : []),
    ...paths.flatMap((path, i) =>
      path['pathType'] ? [] : [required(`${field}.http.paths[${i}].pathType`, 'pathType must be specified')],
    ),
  ]
}
