// All commands: the words that call one, and its definition.
import * as admin from './admin-definitions.ts'
import type { CommandDefinition } from './definition.ts'
import * as operations from './operation-definitions.ts'
import * as own from './own-definitions.ts'
import * as releases from './release-definitions.ts'
import * as stores from './store-definitions.ts'

export const definitions = {
  create: stores.create,
  list: stores.list,
  show: stores.show,
  open: stores.open,
  events: stores.events,
  credentials: stores.credentials,
  retry: stores.retry,
  delete: stores.deleteStore,
  operations: operations.operations,
  operation: operations.operation,
  cancel: operations.cancel,
  login: own.login,
  logout: own.logout,
  completion: own.completion,
  version: own.version,
  help: own.help,
  'admin migrate': admin.migrate,
  'admin keys create': admin.keysCreate,
  'admin keys ensure': admin.keysEnsure,
  'admin keys list': admin.keysList,
  'admin keys revoke': admin.keysRevoke,
  'admin secret-keys': admin.secretKeys,
  'admin releases add': releases.releasesAdd,
  'admin releases list': releases.releasesList,
  'admin releases show': releases.releasesShow,
  'admin releases diff': releases.releasesDiff,
  'admin releases set-default': releases.releasesSetDefault,
  'admin releases remove': releases.releasesRemove,
  'admin backup': admin.backup,
  'admin copy': admin.copy,
  'admin orphans': admin.orphans,
  'admin cluster show': admin.clusterShow,
  'admin cluster adopt': admin.clusterAdopt,
} as const satisfies Record<string, CommandDefinition>

export type Words = keyof typeof definitions

/** Words that begin commands without being one, and what those commands have in common. */
export const families: Readonly<Record<string, string>> = {
  admin: 'Administer the database and the cluster, at DATABASE_URL and KUBECONFIG instead of through the API',
  'admin keys': 'Create, list and revoke API keys',
  'admin releases': 'Keep the charts and values that stores are made from',
  'admin cluster': 'Show and change which cluster a name stands for',
}

/** The headings of the list of commands. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  Stores: ['create', 'list', 'show', 'open', 'events', 'credentials', 'retry', 'delete'],
  Operations: ['operations', 'operation', 'cancel'],
  Administration: ['admin'],
  'This program': ['login', 'logout', 'completion', 'version', 'help'],
}

export function definitionOf(words: string): CommandDefinition | undefined {
  return Object.hasOwn(definitions, words) ? definitions[words as Words] : undefined
}
