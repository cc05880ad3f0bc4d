// What a pod's spec must hold to be accepted.
import { type Fields, isFields } from '../objects/object.ts'
import type { Cause } from '../status.ts'
import { invalidValue, required } from './causes.ts'
import { dnsLabel } from './names.ts'

export function validatePodSpec(spec: Fields, field: string): Cause[] {
  const containers = listAt(spec, 'containers')
  const volumes = new Set(listAt(spec, 'volumes').map((volume) => volume['name']))
  const named = [
    ...containers.map((container, i) => ({ container, at: `${field}.containers[${i}]` })),
    ...listAt(spec, 'initContainers').map((container, i) => ({ container, at: `${field}.initContainers[${i}]` })),
  ]
  return [
    ...(containers.length === 0 ? [required(`${field}.containers`)] : []),
    ...named.flatMap(({ container, at }) => validateContainer(container, at, volumes)),
    ...duplicates(
      named.map(({ container }) => String(container['name'])),
      `${field}.containers`,
    ),
  ]
}

function validateContainer(container: Fields, at: string, volumes: Set<unknown>): Cause[] {
  const name = String(container['name'] ?? '')
  return [
    ...(name ? dnsLabel(name).map((text) => invalidValue(`${at}.name`, name, text)) : [required(`${at}.name`)]),
    ...(container['image'] ? [] : [required(`${at}.image`)]),
    ...listAt(container, 'volumeMounts').flatMap((mount, i) => {
      if (volumes.has(mount['name']) || !mount['name']) return []
      const notFound = { reason: 'FieldValueNotFound', message: `Not found: ${JSON.stringify(mount['name'])}` }
      return [{ ...notFound, field: `${at}.volumeMounts[${i}].name` }]
    }),
    ...tooMuchRequested(container, at),
  ]
}

function tooMuchRequested(container: Fields, at: string): Cause[] {
  const resources = isFields(container['resources']) ? container['resources'] : {}
  const requests = isFields(resources['requests']) ? resources['requests'] : {}
  const limits = isFields(resources['limits']) ? resources['limits'] : {}
  return Object.entries(requests).flatMap(([name, amount]) => {
    const limit = limits[name]
    if (limit === undefined || quantity(String(amount)) <= quantity(String(limit))) return []
    return [
      invalidValue(
        `${at}.resources.requests`,
        String(amount),
        `must be less than or equal to ${name} limit of ${limit}`,
      ),
    ]
  })
}

const scales: Record<string, number> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/** `500m`, `1.5`, `256Mi` as a number. */
export function quantity(text: string): number {
  const [, digits = '0', unit = ''] = /^([0-9.]+)([A-Za-z]*)$/.exec(text) ?? []
  return Number(digits) * (scales[unit] ?? 1)
}

function duplicates(names: string[], field: string): Cause[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  return twice.map((name) => ({ reason: 'FieldValueDuplicate', message: `Duplicate value: "${name}"`, field }))
}

const listAt = (fields: Fields, key: string): Fields[] =>
  Array.isArray(fields[key]) ? fields[key].filter(isFields) : []
