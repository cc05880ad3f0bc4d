// storeplane operations: what was done to one store, and what is being done to it.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { table } from '../table.ts'
import type { Operation, OperationPage } from './answers.ts'
import { openApi } from './call-api.ts'
import { askAboutStore } from './find-store.ts'
import { printAnswer, readOutput } from './read-output.ts'
import { defaultLimit, readPages } from './read-pages.ts'

const titles = ['ID', 'KIND', 'STATE', 'STEP', 'ASKED AT', 'ENDED AT', 'BY', 'DETAIL']

export const operations: Run<typeof definitions.operations> = async ({ args, options }, context) => {
  const output = readOutput(options)
  const found = await readAll(context, args.STORE)
  await printAnswer(context, { answer: { operations: found }, output, describe: () => table(titles, found.map(row)) })
  return 0
}

function readAll(context: Context, store: string): Promise<Operation[]> {
  const ask = openApi(context).stores[':id'].operations.$get
  return readPages<Operation, string>(context, {
    limit: defaultLimit,
    what: 'operations',
    read: async ({ cursor, limit }) => {
      const query = { limit, ...(cursor === null ? {} : { cursor }) }
      const page: OperationPage = await askAboutStore(context, store, (path) => ask({ ...path, query }))
      return { items: page.operations, next: page.next_cursor }
    },
  })
}

function row({ id, kind, state, step, created_at, finished_at, actor, ...rest }: Operation): (string | null)[] {
  const ended = rest.cancelled_by === null ? null : `cancelled by ${rest.cancelled_by}`
  const detail = rest.failure_reason ?? ended ?? rest.message
  return [id, kind, state, step, created_at, finished_at, actor, detail]
}
