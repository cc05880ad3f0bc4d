// storeplane events: what happened to one store.
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { oneLine, table } from '../table.ts'
import type { Event, EventPage } from './answers.ts'
import { answerOf, openApi, storeOf } from './call-api.ts'
import { followEvents } from './follow-events.ts'

const options = { json: { type: 'boolean' }, follow: { type: 'boolean' } } as const

export const events: Command = {
  usage: 'ID [--follow] [--json]',
  summary: `Prints a store's timeline, oldest first, and below it the evidence that was kept when something failed. With --follow
it goes on with what happens, a line each, until the store is DELETED.`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['ID'] })
    if (values.follow) return follow(context, { id: positionals[0], json: values.json === true })
    const found = await readAll(context, positionals[0])
    if (values.json) context.print(JSON.stringify({ events: found }, null, 2))
    else context.print([table(['AT', 'KIND', 'WHAT', 'MESSAGE'], found.map(row)), ...found.flatMap(proof)].join('\n\n'))
    return 0
  },
}

async function follow(context: Context, { id, json }: { id: string; json: boolean }): Promise<number> {
  const tell = (event: Event) => {
    context.print(json ? JSON.stringify(event) : row(event).map(oneLine).join('  '))
    return event.to === 'DELETED'
  }
  await followEvents(context, { id, tell })
  return 0
}

async function readAll(context: Context, id: string): Promise<Event[]> {
  const all: Event[] = []
  const ask = openApi(context).stores[':id'].events.$get
  let after: number | null = 0
  do {
    const page: EventPage = await answerOf(ask({ ...storeOf(id), query: { limit: '500', after: String(after) } }))
    all.push(...page.events)
    after = page.next_cursor
  } while (after !== null)
  return all
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
