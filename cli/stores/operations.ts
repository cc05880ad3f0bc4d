// storeplane operations: what was done to one store, and what is being done to it.
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { table } from '../table.ts'
import type { Operation, OperationPage } from './answers.ts'
import { answerOf, openApi, storeOf } from './call-api.ts'

const options = { json: { type: 'boolean' } } as const

export const operations: Command = {
  usage: 'STORE [--json]',
  summary: "Lists a store's operations, newest first: what each one was, who asked for it, and how it ended.",
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, { options, names: ['STORE'] })
    const found = await readAll(context, positionals[0])
    if (values.json) context.print(JSON.stringify({ operations: found }, null, 2))
    else context.print(table(['ID', 'KIND', 'STATE', 'STEP', 'ASKED AT', 'ENDED AT', 'BY', 'DETAIL'], found.map(row)))
    return 0
  },
}

async function readAll(context: Context, id: string): Promise<Operation[]> {
  const ask = openApi(context).stores[':id'].operations.$get
  const all: Operation[] = []
  let cursor: string | null = null
  do {
    const query = { limit: '500', ...(cursor === null ? {} : { cursor }) }
    const page: OperationPage = await answerOf(ask({ ...storeOf(id), query }))
    all.push(...page.operations)
    cursor = page.next_cursor
  } while (cursor !== null)
  return all
}

function row({ id, kind, state, step, created_at, finished_at, actor, ...rest }: Operation): (string | null)[] {
  const ended = rest.cancelled_by === null ? null : `cancelled by ${rest.cancelled_by}`
  const detail = rest.failure_reason ?? ended ?? rest.message
  return [id, kind, state, step, created_at, finished_at, actor, detail]
}
