// storeplane admin copy: takes an installation from one database to another, file or server, and proves that all of it came.
import { asDatabaseUrl } from '../../shared/database/database-retired.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { table } from '../table.ts'
import { begin } from './copy/begin.ts'
import { type Compared, compare } from './copy/compare.ts'
import { copyRows } from './copy/copy-rows.ts'
import { finish } from './copy/finish.ts'
import { readSchema } from './copy/read-schema.ts'
import { refuseWhileRunning } from './copy/refuse-while-running.ts'
import { requireSource } from './copy/require-source.ts'
import { reopen, retire, retiredFor } from './copy/retire.ts'
import { type Ends, withEnds } from './copy/with-ends.ts'

export const copy: Run<(typeof definitions)['admin copy']> = async ({ options, args }, context) => {
  if (options['retire-source'] && options['reopen-source'])
    throw new ExitError(2, '--retire-source and --reopen-source exclude each other')
  const { FROM: from, TO: to } = args
  const tokenFiles = { from: options['from-token-file'], to: options['to-token-file'] }
  return withEnds(context, { from, to, tokenFiles }, async (ends) => {
    if (options['reopen-source']) return giveUp(ends, context)
    const wanted = { retireSource: options['retire-source'] === true, restart: options.restart === true }
    const tables = await copyAll(ends, context, wanted)
    context.print(table(['TABLE', 'ROWS', 'SHA-256'], tables.map(row)))
    context.note(whatNext(ends, (await retiredFor(ends.source)) !== null))
    return 0
  })
}

async function copyAll(
  ends: Ends,
  context: Context,
  { retireSource, restart }: { retireSource: boolean; restart: boolean },
): Promise<Compared[]> {
  const { source, target } = ends
  await requireSource(ends)
  await refuseWhileRunning(source)
  const schema = await readSchema(source)
  const state = await begin(ends, { schema, restart, retireSource })
  if (state === 'resumed') context.note(`${target.location}: resuming the copy`)
  if (state !== 'finished') await copyRows(ends, schema, context)
  const compared = await compare(ends, schema)
  await refuseWhileRunning(source)
  if (retireSource) await retireUnchanged(ends, schema)
  if (state !== 'finished') await finish(ends, schema)
  return compared
}

/** Whoever wrote between the comparison and the retirement must not be lost; afterwards nobody can. */
async function retireUnchanged(ends: Ends, schema: Awaited<ReturnType<typeof readSchema>>): Promise<void> {
  await retire(ends, schema)
  try {
    await compare(ends, schema)
  } catch (error) {
    await reopen(ends.source)
    throw error
  }
}

async function giveUp({ source }: Ends, context: Context): Promise<number> {
  if (!(await reopen(source))) throw new ExitError(1, `${source.location} was not retired`)
  context.print(`${source.location} can be used again`)
  return 0
}

function row({ name, rows, sha256 }: Compared): (string | number)[] {
  return [name, rows, sha256.slice(0, 16)]
}

function whatNext({ source, target }: Ends, retired: boolean): string {
  const setUrl = `Every table is equal in both databases. Set DATABASE_URL=${asDatabaseUrl(target.location)} for functions and pollers, then start them.`
  return retired
    ? `${setUrl}\n${source.location} is retired: it can be read and refuses every write.`
    : `${setUrl}\nBoth databases are the same installation now: never run pollers on both. Once the new one is in use, keep\n${source.location} as a backup only. Run the same command with --retire-source before you start, and it refuses every write.`
}
