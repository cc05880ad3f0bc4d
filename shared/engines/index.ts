// The face of this room: the engines by name. Whatever differs between engines is in their definitions.
import type { EngineDefinition } from './definition.ts'
import { registered } from './registered.ts'

export type { EngineDefinition, EngineProbe, Part, ProbeAnswer } from './definition.ts'

export type Engine = (typeof registered)[number]['id']
/** What a credential is for; the chart's values carry them under these names. */
export type CredentialPurpose = (typeof registered)[number]['credentialPurposes'][number]

/** Their names, in the order in which people are shown them. */
export const engines = registered.map(({ id }) => id) as [Engine, ...Engine[]]

/** All that any engine uses. */
export const credentialPurposes: readonly CredentialPurpose[] = [
  ...new Set(registered.flatMap((engine): readonly CredentialPurpose[] => engine.credentialPurposes)),
]

/** Throws for an engine that this version does not know. A row may name one: a newer version wrote it. */
export function engineOf(name: string): EngineDefinition {
  const found = registered.find(({ id }) => id === name)
  if (found !== undefined) return found
  throw new Error(`This version of Storeplane does not know the engine "${name}", only ${engines.join(', ')}`)
}

export function isKnownEngine(name: string): name is Engine {
  return registered.some(({ id }) => id === name)
}
