// What of a change of the API's document breaks a client that worked with the old one.

// biome-ignore lint/suspicious/noExplicitAny: a document is walked as JSON
type Json = any

export function breakingChanges(before: Json, after: Json): string[] {
  const found: string[] = []
  for (const [path, methods] of Object.entries<Json>(before.paths))
    for (const [method, old] of Object.entries<Json>(methods)) {
      const call = `${method.toUpperCase()} ${path}`
      const fresh = after.paths[path]?.[method]
      if (fresh === undefined) found.push(`${call} is gone`)
      else found.push(...ofOperation(call, { old, fresh }, { before, after }))
    }
  return found
}

function ofOperation(call: string, { old, fresh }: Json, documents: { before: Json; after: Json }): string[] {
  const parameters = (of: Json): Json[] => of.parameters ?? []
  const named = (list: Json[], one: Json) => list.find(({ name, in: where }) => name === one.name && where === one.in)
  const gone = parameters(old).filter((one) => !named(parameters(fresh), one))
  const demanded = parameters(fresh).filter((one) => one.required && !named(parameters(old), one)?.required)
  const statuses = Object.keys(old.responses).filter((status) => /^[23]/.test(status))
  const body = (of: Json) => of.requestBody?.content['application/json'].schema ?? {}
  return [
    ...gone.map(({ name }) => `${call}: the parameter ${name} is gone`),
    ...demanded.map(({ name }) => `${call}: the parameter ${name} is required now`),
    ...ofSchema(`${call} body`, { old: body(old), fresh: body(fresh) }, { ...documents, sent: true }),
    ...statuses.flatMap((status) => {
      const schema = (of: Json) => of.responses[status]?.content?.['application/json']?.schema ?? {}
      if (fresh.responses[status] === undefined) return [`${call}: it no longer answers ${status}`]
      return ofSchema(`${call} ${status}`, { old: schema(old), fresh: schema(fresh) }, { ...documents, sent: false })
    }),
  ]
}

type Where = { before: Json; after: Json; sent: boolean }

/** A client sends what it knew of a body, and reads what it knew of an answer. */
function ofSchema(at: string, schemas: { old: Json; fresh: Json }, where: Where): string[] {
  const old = resolve(schemas.old, where.before)
  const fresh = resolve(schemas.fresh, where.after)
  const properties = Object.keys(old.properties ?? {})
  const required = (of: Json): string[] => of.required ?? []
  const lost = properties.filter((name) => fresh.properties?.[name] === undefined)
  const kept = properties.filter((name) => !lost.includes(name))
  const duty = where.sent
    ? required(fresh).filter((name) => !required(old).includes(name))
    : kept.filter((name) => required(old).includes(name) && !required(fresh).includes(name))
  return [
    ...lost.map((name) => `${at}: ${name} is gone`),
    ...duty.map((name) => `${at}: ${name} is ${where.sent ? 'required' : 'optional'} now`),
    ...(typesOf(old) === typesOf(fresh) ? [] : [`${at}: the type was ${typesOf(old)} and is ${typesOf(fresh)}`]),
    ...(where.sent ? (old.enum ?? []).filter((value: Json) => !fresh.enum?.includes(value)) : []).map(
      (value: Json) => `${at}: ${value} is no longer taken`,
    ),
    ...kept.flatMap((name) =>
      ofSchema(`${at}.${name}`, { old: old.properties[name], fresh: fresh.properties[name] }, where),
    ),
    ...(old.items ? ofSchema(`${at}[]`, { old: old.items, fresh: fresh.items ?? {} }, where) : []),
  ]
}

function resolve(schema: Json, document: Json): Json {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : document.components.schemas[name]
}

function typesOf({ type }: Json): string {
  return [type].flat().filter(Boolean).toSorted().join(' or ')
}
