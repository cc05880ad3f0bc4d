// Reads a scenario and refuses a faulty one with a sentence that names the field.
import { apiFaults, type Fault, faults, type Scenario } from './scenario.ts'

const numbers = [
  ...['delayMs', 'afterMs', 'backoffMs', 'retryMs', 'exitCode', 'times', 'status', 'count', 'retryAfterSeconds'],
]

const shapes = {
  rules: { required: ['fault'], match: ['namespace', 'kind', 'name', 'image', 'container', 'labels'] },
  api: {
    required: ['fault'],
    match: ['verb', 'path'],
    fields: ['fault', 'status', 'message', 'retryAfterSeconds', 'delayMs', 'count'],
  },
  forbid: { required: [], match: [], fields: ['verb', 'resource', 'namespace'] },
  ingress: { required: [], match: ['host', 'path'], fields: ['status', 'body', 'redirect', 'delayMs'] },
}

/** The scenario that a JSON text holds; throws a sentence that names the faulty field. */
export function parseScenario(text: string): Scenario {
  const parsed: unknown = text.trim() ? parseJson(text) : {}
  refuseUnknown(asFields(parsed, 'the scenario'), Object.keys(shapes), 'the scenario')
  for (const [part, shape] of Object.entries(shapes)) {
    const entries = (parsed as Record<string, unknown>)[part] ?? []
    if (!Array.isArray(entries)) throw new Error(`scenario: ${part} must be a list`)
    entries.forEach((entry, index) => {
      checkEntry(entry, `${part}[${index}]`, shape)
    })
  }
  return parsed as Scenario
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`scenario: not JSON: ${(error as Error).message}`)
  }
}

function checkEntry(
  value: unknown,
  where: string,
  shape: { required: string[]; match: string[]; fields?: string[] },
): void {
  const entry = asFields(value, where)
  for (const field of shape.required) {
    if (entry[field] === undefined) throw new Error(`scenario: ${where} needs "${field}"`)
  }
  const known = where.startsWith('rules') ? parametersOf(entry['fault'], where) : (shape.fields ?? [])
  if (where.startsWith('api')) checkApiFault(entry, where)
  refuseUnknown(entry, shape.match.length > 0 ? [...known, 'match'] : known, where)
  if (entry['match'] !== undefined)
    refuseUnknown(asFields(entry['match'], `${where}.match`), shape.match, `${where}.match`)
  for (const [field, content] of Object.entries(entry)) checkType(field, content, `${where}.${field}`)
}

function parametersOf(fault: unknown, where: string): string[] {
  const parameters = typeof fault === 'string' && Object.hasOwn(faults, fault) ? faults[fault as Fault] : undefined
  if (!parameters) {
    throw new Error(`scenario: ${where} has the unknown fault "${fault}"; known: ${Object.keys(faults).join(', ')}`)
  }
  return ['fault', ...parameters]
}

function checkApiFault(entry: Record<string, unknown>, where: string): void {
  if (apiFaults.some((known) => known === entry['fault'])) return
  throw new Error(`scenario: ${where} has the unknown fault "${entry['fault']}"; known: ${apiFaults.join(', ')}`)
}

function checkType(field: string, content: unknown, where: string): void {
  if (field === 'match') {
    for (const [name, pattern] of Object.entries(content as object)) {
      const fits = name === 'labels' ? typeof pattern === 'object' && pattern !== null : typeof pattern === 'string'
      if (!fits) throw new Error(`scenario: ${where}.${name} must be ${name === 'labels' ? 'an object' : 'a text'}`)
    }
    return
  }
  const wanted = numbers.includes(field) ? 'number' : 'string'
  const lines = field === 'log' && Array.isArray(content)
  if (typeof content !== wanted && !lines) throw new Error(`scenario: ${where} must be a ${wanted}`)
}

function refuseUnknown(entry: Record<string, unknown>, known: string[], where: string): void {
  for (const field of Object.keys(entry)) {
    if (!known.includes(field)) {
      throw new Error(`scenario: ${where} has the unknown field "${field}"; known: ${known.join(', ')}`)
    }
  }
}

function asFields(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new Error(`scenario: ${where} must be an object`)
}
