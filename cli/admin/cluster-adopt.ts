// storeplane admin cluster adopt: lets the pollers work on another cluster than the recorded one.
import type { Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { ExitError } from '../../shared/errors.ts'
import { readClusterUid } from '../../shared/installation.ts'
import type { Command, Context } from '../context.ts'
import { readArguments } from '../read-arguments.ts'
import { withDatabase } from './with-database.ts'

const options = {
  uid: { type: 'string' },
  cluster: { type: 'string', default: 'default' },
  yes: { type: 'boolean', short: 'y' },
} as const

export const clusterAdopt: Command = {
  usage: '[--uid UID] [--cluster NAME] [--yes]',
  summary: `Moves this installation to another cluster: the one with the UID of namespace kube-system that is given, else the
one that the next tick finds. NAME is the CLUSTER_NAME of the pollers (default). Stores that exist in the old cluster stay there and are not removed.`,
  run: async (args, context) => {
    const { values } = readArguments(args, { options, names: [] })
    const uid = readUid(values.uid)
    return withDatabase(context, async (database) => {
      const old = await readClusterUid(database, values.cluster)
      if (!values.yes && !(await isSure(context, old, uid))) return 1
      // The old one is named, so that a tick which records another meanwhile is not overwritten unseen.
      const [result] = await database.write([replacement({ name: values.cluster, uid, old })])
      if (!isReplaced({ uid, old, rows: result?.rows.length ?? 0 }))
        throw new ExitError(1, 'the recorded cluster changed meanwhile; look and try again')
      context.print(`old: ${old ?? 'none'}\nnew: ${uid ?? 'the one that the next tick finds'}`)
      return 0
    })
  },
}

type Replacement = { name: string; uid: string | null; old: string | null }

function replacement({ name, uid, old }: Replacement): Statement {
  if (uid === null)
    return { sql: 'DELETE FROM clusters WHERE name = :name AND uid IS :old RETURNING name', args: { name, old } }
  return {
    sql: `INSERT INTO clusters (name, uid, created_at) SELECT :name, :uid, ${now}
      WHERE :old IS (SELECT uid FROM clusters WHERE name = :name)
      ON CONFLICT (name) DO UPDATE SET uid = excluded.uid RETURNING name`,
    args: { name, uid, old },
  }
}

/** Where none was recorded and none is to be, there is nothing to replace. */
function isReplaced({ uid, old, rows }: Omit<Replacement, 'name'> & { rows: number }): boolean {
  return rows > 0 || (uid === null && old === null)
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
