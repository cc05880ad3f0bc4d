// storeplane list: stores as a table that fits the terminal, or for programs.
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { table } from '../table.ts'
import type { StoreItem } from './answers.ts'
import { describeAge } from './describe-age.ts'
import { listStores, type StoreFilter } from './list-stores.ts'
import { paintStatus } from './paint-status.ts'
import { printAnswer, readOutput } from './read-output.ts'
import { readLimit } from './read-pages.ts'

const titles = ['NAME', 'STATUS', 'ENGINE', 'AGE', 'WHY']
const wideTitles = ['ID', 'STATUS', 'ENGINE', 'AGE', 'URL', 'RELEASE', 'OWNER', 'WHY']
const statusColumn = 1

export const list: Run<typeof definitions.list> = async ({ options }, context) => {
  const { status, engine, q, quiet, limit } = options
  const output = readOutput(options)
  if (quiet && output !== undefined) throw new ExitError(2, '--quiet and --output exclude each other')
  const given = Object.entries({ status, engine, q }).filter(([, value]) => value !== undefined)
  const stores = await listStores(context, {
    filter: Object.fromEntries(given) as StoreFilter,
    limit: readLimit(limit),
  })
  if (output === 'json' || output === 'yaml')
    await printAnswer(context, { answer: { stores }, output, describe: () => '' })
  else if (stores.length === 0) context.note('No stores.')
  else if (quiet) context.print(stores.map(({ id }) => id).join('\n'))
  else printTable(context, stores, output === 'wide')
  return 0
}

function printTable(context: Context, stores: StoreItem[], wide: boolean): void {
  const nowMs = context.clock.nowMs()
  const rows = stores.map((store) => (wide ? wideRow(store, nowMs) : row(store, nowMs)))
  const text = table(wide ? wideTitles : titles, rows, wide ? {} : { columns: context.columns })
  const [head = '', ...lines] = text.split('\n')
  context.print(head)
  for (const [index, line] of lines.entries()) {
    const shown = rows[index]?.[statusColumn] ?? ''
    context.print(line, context.colour ? (safe) => paintStatus(safe, { head, shown }) : undefined)
  }
}

/** A DELETED store's name may be another's by now: its id stands for it. */
function row(store: StoreItem, nowMs: number): string[] {
  const name = store.status === 'DELETED' ? store.id : store.name
  return [name, statusOf(store), store.engine, describeAge(store.created_at, nowMs), whyOf(store)]
}

function wideRow(store: StoreItem, nowMs: number): string[] {
  const { id, engine, store_url, release, owner, created_at } = store
  const age = describeAge(created_at, nowMs)
  return [id, statusOf(store), engine, age, store_url ?? '-', release?.name ?? '-', owner, whyOf(store)]
}

function statusOf({ health, status }: StoreItem): string {
  return health?.status === 'degraded' ? 'READY (degraded)' : status
}

function whyOf({ failure_reason, progress, health }: StoreItem): string {
  return failure_reason ?? progress?.message ?? health?.reason ?? '-'
}
