// What an engine is to the programs: one definition for each, from which everything else follows.

/** What a store must have to be ready: a component of the chart, or its Ingress. */
export type Part = 'database' | 'cache' | 'setup' | 'web' | 'ingress'

export type ProbeAnswer = {
  status: number
  location?: string
  contentType?: string
  /** Its beginning; the rest is cut off. */
  body: string
  /** Where the answer came from, after redirects. */
  path: string
}

export type EngineProbe = {
  path: string
  /** A complaint, or null. Complaints must not repeat what the shop sent: it is its owner's to choose. */
  accept: (answer: ProbeAnswer) => string | null
}

/** A value of the chart without which no store of the engine can be installed. */
export type RequiredValue = {
  /** For example `shop.image`. */
  path: string
  /** Says what is missing and where to set it; `valuesFile` is the file that overrides all others. */
  reason: (valuesFile: string) => string
}

export type StoreAddress = { url: string; host: string; adminEmail: string }

export type EngineDefinition = {
  /** Its name in requests, in rows and in the chart, whose part of it is templates/engines/_<id>.tpl. */
  id: string
  /** What people call it. */
  label: string
  /** A few words that help to choose between engines. */
  description: string
  parts: readonly Part[]
  requiredValues: readonly RequiredValue[]
  /** The derived credentials that the chart is handed for a store of the engine. A name never changes: it is part of the derivation. */
  credentialPurposes: readonly ['adminPassword', ...string[]]
  /** Where the first administrator logs in, and as whom. */
  login: (store: StoreAddress) => { adminUrl: string; user: string }
  /** Asked in this order; a shopper can load the store when all of them are accepted. */
  probes: readonly EngineProbe[]
}
