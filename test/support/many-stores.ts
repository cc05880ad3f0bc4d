// Fills a database with many stores at once: a mix of owners, engines and states, as many created at the same moment.
import type { Database } from '../../shared/database/database.ts'

/** Most live, a tenth DELETED; owner `big` has half of them. The triggers are left out: no history, no counters. */
export async function fillWithStores(database: Database, count: number): Promise<void> {
  const triggers = await database.query<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
  )
  await database.write([
    ...triggers.map(({ name }) => ({ sql: `DROP TRIGGER ${name}` })),
    { sql: fillOperations, args: { count } },
    { sql: fillStores, args: { count } },
    ...triggers.map(({ sql }) => ({ sql })),
  ])
}

const chosen = `
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count),
chosen AS (
  SELECT i, 'many-' || i || '-aaaaaa' AS id, iif(i % 2, 'big', 'owner-' || i % 100) AS owner,
    CASE WHEN i % 10 = 0 THEN 'DELETED' WHEN i % 10 < 8 THEN 'READY' ELSE 'PROVISIONING' END AS status
  FROM n
)`

const fillOperations = `${chosen}
INSERT INTO operations (id, store_id, owner, kind, state, step, message, actor, created_at)
SELECT 'op_' || id, id, owner, 'create', 'queued', 'queued', 'Queued', 'local:default', i / 3
FROM chosen WHERE status = 'PROVISIONING'`

const fillStores = `${chosen}
INSERT INTO stores (id, owner, name, engine, namespace, status, operation_id, queue, due_at, health, url, deleted_at,
  created_at, updated_at, started_at)
SELECT id, owner, 'many-' || i, iif(i % 1000, 'woocommerce', 'medusa'), 'store-' || id, status,
  iif(status = 'PROVISIONING', 'op_' || id, NULL), iif(status = 'PROVISIONING', 'helm_install', NULL),
  iif(status = 'PROVISIONING', i, NULL), iif(status = 'READY', 'healthy', NULL), 'http://many',
  iif(status = 'DELETED', i, NULL), i / 3, i / 3, i / 3
FROM chosen`
