// The fields of a schema as a table: what form each has, and what it means.
import { linkTo, type Schema } from './api-document.ts'
import { markdownTable } from './table.ts'

export function fieldsTable(schema: Schema): string {
  const { allOf = [] } = schema
  const extended = allOf.filter(({ $ref }) => $ref !== undefined).map((other) => `All of ${linkTo(other)}, and:\n\n`)
  if (allOf.length > 0)
    return (
      extended.join('') +
      allOf
        .filter(({ properties }) => properties)
        .map(fieldsTable)
        .join('')
    )
  return markdownTable(['field', 'form', 'meaning'], fieldsOf(schema, ''))
}

function fieldsOf({ properties = {}, required = [] }: Schema, prefix: string): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const optional = required.includes(name) ? '' : ', optional'
    const own = [`\`${prefix}${name}\``, `${typeOf(schema)}${optional}`, schema.description ?? '']
    return [own, ...fieldsOf(...innerOf(schema, `${prefix}${name}`))]
  })
}

/** The object in a field, a list or a map, and how its fields are called. */
function innerOf(schema: Schema, path: string): [Schema, string] {
  if (schema.items !== undefined) return innerOf(schema.items, `${path}[]`)
  if (typeof schema.additionalProperties === 'object') return innerOf(schema.additionalProperties, `${path}.*`)
  return [schema, `${path}.`]
}

export function typeOf(schema: Schema): string {
  const { $ref, enum: values, anyOf, oneOf, items, format, additionalProperties } = schema
  if ($ref !== undefined) return linkTo(schema)
  if (schema.const !== undefined) return `\`${schema.const}\``
  const either = anyOf ?? oneOf
  if (either !== undefined) return either.map(typeOf).join(' or ')
  const types = [schema.type ?? 'anything'].flat()
  const orNull = types.includes('null') || values?.includes(null as never) ? ' or null' : ''
  if (values !== undefined)
    return `${values
      .filter((value) => value !== null)
      .map((value) => `\`${value}\``)
      .join(', ')}${orNull}`
  if (items !== undefined) return `list of ${typeOf(items)}${orNull}`
  if (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0)
    return `map of ${typeOf(additionalProperties)}${orNull}`
  const named = types.filter((type) => type !== 'null').join(' or ')
  return `${format === 'date-time' ? 'time' : named}${limitsOf(schema)}${orNull}`
}

function limitsOf({ minimum, maximum, minLength, maxLength, pattern, default: unset }: Schema): string {
  const range = (low: number | undefined, high: number | undefined) =>
    low === undefined ? `at most ${high}` : high === undefined || high > 1e15 ? `at least ${low}` : `${low} to ${high}`
  const parts = [
    ...(minimum !== undefined || (maximum ?? Number.MAX_SAFE_INTEGER) < 1e15
      ? [range(minimum === undefined || minimum < -1e15 ? undefined : minimum, maximum)]
      : []),
    ...(minLength === undefined && maxLength === undefined ? [] : [`${range(minLength, maxLength)} characters`]),
    // Markdown would take it for a link.
    ...(pattern === undefined || pattern.includes('](') ? [] : [`\`${pattern}\``]),
    ...(unset === undefined ? [] : [`${String(unset)} unless given`]),
  ]
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`
}
