// One step of the schema, as the migrator applies it.

export type Migration = {
  version: number
  /** The oldest program schema that can still read what this step makes. */
  readableFrom: number
  /** Tables that are replaced, for what no ALTER TABLE changes; the statements come after them. */
  rebuild?: readonly TableRebuild[]
  statements: string[]
}

/** A table that is replaced with all its rows: docs/decisions/0018-rebuilt-tables.md says how, and what it costs. */
export type TableRebuild = {
  table: string
  /** CREATE TABLE of the whole table as it shall be, under its own name. */
  create: string
  /** Columns that are new or get other values, each as an expression over the old row. The other columns are taken over. */
  values?: Readonly<Record<string, string>>
  droppedColumns?: readonly string[]
  /** Indexes and triggers that are not made again, of any table. The others are made again as they were. */
  droppedParts?: readonly string[]
}
