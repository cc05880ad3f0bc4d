// Every variable that a program reads. Parsing, .env.example, docs/configuration.md and each --help are made from it.
import type { Variable } from '../variable.ts'
import { api } from './api.ts'
import { cluster } from './cluster.ts'
import { commandLine } from './command-line.ts'
import { database } from './database.ts'
import { failing } from './failing.ts'
import { stores } from './stores.ts'
import { work } from './work.ts'

/** In the order in which a reader wants them. */
export const groups: readonly { title: string; variables: Record<string, Variable> }[] = [
  { title: 'The database', variables: database },
  { title: 'The API', variables: api },
  { title: 'The cluster and the chart', variables: cluster },
  { title: 'New stores', variables: stores },
  { title: "The poller's work", variables: work },
  { title: 'When a store has failed', variables: failing },
  { title: 'The command line', variables: commandLine },
]

export const variables = { ...database, ...api, ...cluster, ...stores, ...work, ...failing, ...commandLine }
export type VariableName = keyof typeof variables
