// storeplane admin cluster adopt: lets a name stand for another cluster than the recorded one.
import { type Database, DatabaseError, type Statement } from '../../shared/database/database.ts'
import { now } from '../../shared/database/now.ts'
import { ExitError } from '../../shared/errors.ts'
import { readClusterUid, readNameOfCluster } from '../../shared/installation.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { readClusterName } from './read-cluster-name.ts'
import { withDatabase } from './with-database.ts'

const nextFound = 'the one that the next tick finds'

export const clusterAdopt: Run<(typeof definitions)['admin cluster adopt']> = async ({ options }, context) => {
  const uid = readUid(options.uid)
  const name = readClusterName(options.cluster, context)
  return withDatabase(context, async (database) => {
    const old = await readClusterUid(database, name)
    if (!options.yes && !(await isSure(context, { name, uid, old }))) return 1
    // The old one is named, so that a tick which records another meanwhile is not overwritten unseen.
    const rows = await replace(database, { name, uid, old })
    if (!isReplaced({ uid, old, rows }))
      throw new ExitError(1, 'the recorded cluster changed meanwhile; check it and try again')
    context.print(`cluster: ${name}\nold: ${old ?? 'none'}\nnew: ${uid ?? nextFound}`)
    return 0
  })
}

type Replacement = { name: string; uid: string | null; old: string | null }

/** Returns how many rows it changed. */
async function replace(database: Database, wanted: Replacement): Promise<number> {
  try {
    const [result] = await database.write([replacement(wanted)])
    return result?.rows.length ?? 0
  } catch (error) {
    if (!(error instanceof DatabaseError && error.kind === 'unique')) throw error
    const other = await readNameOfCluster(database, String(wanted.uid))
    throw new ExitError(
      1,
      `the cluster ${wanted.uid} is recorded as "${other}", and one cluster has one name; first: storeplane admin cluster adopt --cluster ${other}`,
      { cause: error },
    )
  }
}

function replacement({ name, uid, old }: Replacement): Statement {
  if (uid === null)
    return {
      sql: 'UPDATE clusters SET uid = NULL WHERE name = :name AND uid IS :old RETURNING name',
      args: { name, old },
    }
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

async function isSure(context: Context, { name, uid, old }: Replacement): Promise<boolean> {
  const answer = await context.confirm(
    `The cluster "${name}" is recorded as ${old ?? 'none'}. Accept ${uid ?? nextFound} instead?`,
  )
  if (answer === undefined) throw new ExitError(2, 'not a terminal; pass --yes to confirm')
  if (!answer) context.note('Nothing was changed.')
  return answer
}
