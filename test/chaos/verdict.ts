// Is the world as it should be when the chaos is over? Asked of the database and of the cluster, not of the programs.
import { now } from '../../shared/database/now.ts'
import { isLegal, listEvents, localCaller, type Status } from '../../shared/stores/index.ts'
import { operationFaults } from './operation-faults.ts'
import type { World } from './world.ts'

type Row = {
  id: string
  namespace: string
  status: Status
  lease_holder: string | null
  due_at: number | null
  operation_id: string | null
  failure_reason: string | null
}

/** An expired lease is nobody's: who died over an operation that was cancelled leaves one behind. */
const isLeased = `lease_holder IS NOT NULL AND lease_expires_at > ${now}`

/** Sentences, one for each thing that is wrong; none when all is well. */
export async function findFaults({ database, sandbox }: World, created: Iterable<string>): Promise<string[]> {
  const rows = await database.query<Row>(
    `SELECT id, namespace, status, iif(${isLeased}, lease_holder, NULL) AS lease_holder, due_at, operation_id, failure_reason
      FROM stores`,
  )
  const known = new Set(rows.map(({ id }) => id))
  const lost = [...created].filter((id) => !known.has(id)).map((id) => `${id} was promised and is not in the database`)
  const [namespaces, releases] = await Promise.all([namespacesOf(sandbox), releasesOf(sandbox)])
  const unsettled = rows.flatMap(settledFaults)
  const inCluster = rows.flatMap((row) => clusterFaults(row, namespaces, releases.get(row.namespace) ?? []))
  const orphans = [...namespaces].filter((name) => name.startsWith('store-') && !known.has(name.slice('store-'.length)))
  const histories = await Promise.all(rows.map(({ id, status }) => historyFaults(id, status, database)))
  const operations = await Promise.all(rows.map((row) => operationFaults(database, row)))
  return [
    ...lost,
    ...unsettled,
    ...inCluster,
    ...orphans.map((name) => `${name} belongs to no row`),
    ...histories.flat(),
    ...operations.flat(),
  ]
}

export async function everythingSettled({ database }: World): Promise<boolean> {
  const rows = await database.query(`SELECT 1 FROM stores WHERE due_at IS NOT NULL OR ${isLeased} LIMIT 1`)
  return rows.length === 0
}

async function namespacesOf(sandbox: World['sandbox']): Promise<Set<string>> {
  const { items } = await sandbox.get('/api/v1/namespaces')
  return new Set(items.map(({ metadata }) => metadata.name))
}

async function releasesOf(sandbox: World['sandbox']): Promise<Map<string, string[]>> {
  const { items } = await sandbox.get('/api/v1/secrets?labelSelector=owner%3Dhelm')
  const found = new Map<string, string[]>()
  for (const { metadata } of items) {
    const namespace = metadata.namespace ?? ''
    found.set(namespace, [...(found.get(namespace) ?? []), metadata.labels?.['status'] ?? 'unknown'])
  }
  return found
}

function settledFaults({ id, status, lease_holder, due_at }: Row): string[] {
  const faults = []
  if (lease_holder !== null) faults.push(`${id} is still leased to ${lease_holder}`)
  if (due_at !== null) faults.push(`${id} is stuck ${status}`)
  return faults
}

function clusterFaults(
  { id, namespace, status, failure_reason }: Row,
  namespaces: Set<string>,
  releases: string[],
): string[] {
  if (status === 'READY' && releases.join() !== 'deployed')
    return [`${id} is READY with the releases [${releases.join()}]`]
  if (status === 'DELETED' && (namespaces.has(namespace) || releases.length > 0))
    return [`${id} is DELETED and something of it is left`]
  if (status === 'FAILED' && !failure_reason) return [`${id} is FAILED without a reason`]
  return []
}

async function historyFaults(id: string, status: Status, database: World['database']): Promise<string[]> {
  const events = await listEvents(database, { caller: localCaller, storeId: id, after: 0, limit: 5_000 })
  const path = events.filter(({ kind }) => kind === 'transition')
  const legal = path.every(({ from, to }, index) => {
    if (index === 0) return from === null && to === 'PROVISIONING'
    return from === path[index - 1]?.to && isLegal(from as Status, to as Status)
  })
  if (!legal) return [`${id} came to ${status} by an illegal way: ${path.map(({ to }) => to).join(' → ')}`]
  return path.at(-1)?.to === status ? [] : [`${id} is ${status}, and its events end with ${path.at(-1)?.to}`]
}
