// One step of the schema, as the migrator applies it.

export type Migration = {
  version: number
  /** The oldest program schema that can still read what this step makes. */
  readableFrom: number
  statements: string[]
}
