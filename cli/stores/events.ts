// storeplane events: what happened to one store.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { oneLine, table } from '../table.ts'
import type { Event, EventPage } from './answers.ts'
import { openApi } from './call-api.ts'
import { askAboutStore } from './find-store.ts'
import { followEvents } from './follow-events.ts'
import { defaultLimit, readPages } from './read-pages.ts'

const titles = ['AT', 'KIND', 'WHAT', 'MESSAGE']

export const events: Run<typeof definitions.events> = async ({ args, options }, context) => {
  if (options.follow) return follow(context, { store: args.STORE, json: options.json === true })
  const found = await readAll(context, args.STORE)
  if (options.json) context.print(JSON.stringify({ events: found }, null, 2))
  else context.print([table(titles, found.map(row)), ...found.flatMap(proof)].join('\n\n'))
  return 0
}

async function follow(context: Context, { store, json }: { store: string; json: boolean }): Promise<number> {
  const tell = (event: Event) => {
    context.print(json ? JSON.stringify(event) : row(event).map(oneLine).join('  '))
    return event.to === 'DELETED'
  }
  await followEvents(context, { store, tell })
  return 0
}

function readAll(context: Context, store: string): Promise<Event[]> {
  const ask = openApi(context).stores[':id'].events.$get
  return readPages<Event, number>(context, {
    limit: defaultLimit,
    what: 'events',
    read: async ({ cursor, limit }) => {
      const query = { limit, after: String(cursor ?? 0) }
      const page: EventPage = await askAboutStore(context, store, (path) => ask({ ...path, query }))
      return { items: page.events, next: page.next_cursor }
    },
  })
}

function row({ at, kind, from, to, step, code, message }: Event): (string | null)[] {
  const what = to === null ? step : `${from ?? ''} → ${to}`.trim()
  return [at, kind, code === null ? what : `${what ?? ''} [${code}]`.trim(), message]
}

/** What stands behind an event, below a line that says which. */
function proof({ at, message, evidence }: Event): string[] {
  if (evidence === undefined) return []
  const lines = evidence.trimEnd().replaceAll('\t', '  ').split('\n')
  return [[`${at}  ${message}:`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n')]
}
