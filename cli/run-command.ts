// All commands and how one is found; `--help` works everywhere.
import { ExitError } from '../shared/errors.ts'
import { backup } from './admin/backup.ts'
import { clusterAdopt } from './admin/cluster-adopt.ts'
import { clusterShow } from './admin/cluster-show.ts'
import { copy } from './admin/copy.ts'
import { keysCreate } from './admin/keys-create.ts'
import { keysEnsure } from './admin/keys-ensure.ts'
import { keysList } from './admin/keys-list.ts'
import { keysRevoke } from './admin/keys-revoke.ts'
import { migrateSchema } from './admin/migrate-schema.ts'
import { orphans } from './admin/orphans.ts'
import { releasesAdd } from './admin/releases-add.ts'
import { releasesDiff } from './admin/releases-diff.ts'
import { releasesList } from './admin/releases-list.ts'
import { releasesRemove } from './admin/releases-remove.ts'
import { releasesSetDefault } from './admin/releases-set-default.ts'
import { releasesShow } from './admin/releases-show.ts'
import { secretKeys } from './admin/secret-keys.ts'
import type { Command, Context } from './context.ts'
import { cancel } from './stores/cancel.ts'
import { create } from './stores/create.ts'
import { credentials } from './stores/credentials.ts'
import { deleteStore } from './stores/delete.ts'
import { events } from './stores/events.ts'
import { list } from './stores/list.ts'
import { operation } from './stores/operation.ts'
import { operations } from './stores/operations.ts'
import { retry } from './stores/retry.ts'
import { show } from './stores/show.ts'

const commands: Record<string, Command> = {
  create,
  list,
  show,
  events,
  operations,
  operation,
  cancel,
  retry,
  delete: deleteStore,
  credentials,
  'admin migrate': migrateSchema,
  'admin keys create': keysCreate,
  'admin keys ensure': keysEnsure,
  'admin keys list': keysList,
  'admin keys revoke': keysRevoke,
  'admin secret-keys': secretKeys,
  'admin releases add': releasesAdd,
  'admin releases list': releasesList,
  'admin releases show': releasesShow,
  'admin releases diff': releasesDiff,
  'admin releases set-default': releasesSetDefault,
  'admin releases remove': releasesRemove,
  'admin backup': backup,
  'admin copy': copy,
  'admin orphans': orphans,
  'admin cluster show': clusterShow,
  'admin cluster adopt': clusterAdopt,
}

/** Returns the exit code: 0 done, 1 failed, 2 usage error, 3 orphans were found. */
export async function runCommand(args: string[], context: Context): Promise<number> {
  const name = Object.keys(commands).find((words) => words.split(' ').every((word, index) => args[index] === word))
  const command = name === undefined ? undefined : commands[name]
  if (name === undefined || command === undefined) return explainAll(args, context)
  const rest = args.slice(name.split(' ').length)
  if (!asksForHelp(rest)) return command.run(rest, context)
  context.print(`${command.summary}\n\nUsage: storeplane ${name} ${command.usage}`.trimEnd())
  return 0
}

function asksForHelp(args: string[]): boolean {
  const options = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined)
  return options.includes('--help') || options.includes('-h')
}

/** Words that begin a command, such as `admin keys`, explain the commands that they begin. */
function explainAll(args: string[], context: Context): number {
  const words = args.filter((word) => !word.startsWith('-'))
  const begun = Object.keys(commands).filter((name) => `${name} `.startsWith(words.map((word) => `${word} `).join('')))
  if (words.length > 0 && begun.length === 0)
    throw new ExitError(2, `there is no command "${words.join(' ')}"; storeplane --help lists them`)
  const lines = begun.map((name) => `  storeplane ${name} ${commands[name]?.usage}`.trimEnd())
  const text = `${title}\n\n${lines.join('\n')}\n\n${footer}`
  if (asksForHelp(args)) context.print(text)
  else context.note(text)
  return asksForHelp(args) ? 0 : 2
}

const title = 'storeplane: manage stores through the API, and administer the database and the cluster'
const footer = `The store commands call the API at STOREPLANE_URL (http://127.0.0.1:5000) with STOREPLANE_KEY; the admin commands work on
DATABASE_URL. Both also read .env. --json prints JSON for programs. COMMAND --help says more.
Exit codes: 0 done, 1 failed, 2 usage error, 3 orphans were found.`
