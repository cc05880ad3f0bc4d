// storeplane admin cluster adopt: lets the pollers work on another cluster than the recorded one.
import { ExitError } from '../../shared/errors.ts'
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { readInstallation } from './read-installation.ts'
import { withDatabase } from './with-database.ts'

const options = { uid: { type: 'string' }, yes: { type: 'boolean', short: 'y' } } as const

export const clusterAdopt: Command = {
  usage: '[--uid UID] [--yes]',
  summary: `Moves this installation to another cluster: the one with the UID of namespace kube-system that is given, else the
one that the next tick finds. Stores that exist in the old cluster stay there and are not removed.`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const uid = readUid(values.uid)
    return withDatabase(context, async (database) => {
      const { clusterUid: old } = await readInstallation(database)
      if (!values.yes && !(await isSure(context, old, uid))) return 1
      // The old one is named, so that a tick which records another meanwhile is not overwritten unseen.
      const [result] = await database.write([
        { sql: 'UPDATE installation SET cluster_uid = ? WHERE cluster_uid IS ? RETURNING id', args: [uid, old] },
      ])
      if (!result?.rows.length) throw new ExitError(1, 'the recorded cluster changed meanwhile; look and try again')
      context.print(`old: ${old ?? 'none'}\nnew: ${uid ?? 'the one that the next tick finds'}`)
      return 0
    })
  },
}

function readUid(text: string | undefined): string | null {
  if (text === undefined) return null
  if (/^[A-Za-z0-9-]{1,64}$/.test(text)) return text
  throw new ExitError(2, '--uid must be a UID: kubectl get namespace kube-system -o jsonpath={.metadata.uid}')
}

async function isSure(context: Context, old: string | null, uid: string | null): Promise<boolean> {
  const answer = await context.confirm(
    `The recorded cluster is ${old ?? 'none'}. Accept ${uid ?? 'the one that the next tick finds'} instead?`,
  )
  if (answer === undefined) throw new ExitError(2, 'nobody can be asked here; say --yes')
  if (!answer) context.note('Nothing was changed.')
  return answer
}
