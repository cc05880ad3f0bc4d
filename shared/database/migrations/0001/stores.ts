// Stores: who each one is, what it shall be, what it is, and the lease of whoever works on it.

const table = `
CREATE TABLE stores (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL DEFAULT 'default',
  name TEXT NOT NULL,
  cluster TEXT NOT NULL DEFAULT 'default',
  engine TEXT NOT NULL REFERENCES engines (engine),
  namespace TEXT NOT NULL,
  host TEXT,
  url TEXT,
  admin_email TEXT,
  key_id TEXT,
  credential_generation INTEGER NOT NULL DEFAULT 0,

  environment TEXT NOT NULL DEFAULT 'production' REFERENCES environments (environment),
  plan TEXT,
  settings TEXT NOT NULL DEFAULT '{}',
  release TEXT,
  suspended INTEGER NOT NULL DEFAULT 0,
  suspended_by TEXT,
  suspended_reason TEXT,
  suspended_at INTEGER,
  expires_at INTEGER,
  on_expiry TEXT NOT NULL DEFAULT 'suspend' REFERENCES expiry_actions (expiry_action),
  purge_at INTEGER,
  protected INTEGER NOT NULL DEFAULT 0,

  status TEXT NOT NULL REFERENCES statuses (status),
  failure_code TEXT,
  failure_reason TEXT,
  recoverable INTEGER NOT NULL DEFAULT 0,
  health TEXT REFERENCES health_states (health),
  health_reason TEXT,
  applied_release TEXT,
  helm_revision INTEGER,
  versions TEXT,
  last_backup_at INTEGER,

  operation_id TEXT,
  queue TEXT REFERENCES queues (queue),
  due_at INTEGER,
  lease_holder TEXT,
  lease_token INTEGER NOT NULL DEFAULT 0,
  lease_expires_at INTEGER,
  expired_leases INTEGER NOT NULL DEFAULT 0,

  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ready_at INTEGER,
  failed_at INTEGER,
  deleted_at INTEGER,

  CHECK ((status = 'FAILED') = (failure_code IS NOT NULL)),
  CHECK ((failure_code IS NULL) = (failure_reason IS NULL)),
  CHECK ((status = 'READY') = (health IS NOT NULL)),
  CHECK (status <> 'READY' OR url IS NOT NULL),
  CHECK ((status = 'DELETED') = (deleted_at IS NOT NULL)),
  CHECK ((operation_id IS NULL) = (due_at IS NULL)),
  CHECK ((operation_id IS NULL) = (queue IS NULL)),
  CHECK ((lease_holder IS NULL) = (lease_expires_at IS NULL))
) STRICT`

const indexes = [
  `CREATE UNIQUE INDEX stores_name ON stores (name) WHERE status <> 'DELETED'`,
  `CREATE UNIQUE INDEX stores_host ON stores (host) WHERE status <> 'DELETED' AND host IS NOT NULL`,
  `CREATE INDEX stores_due ON stores (cluster, queue, owner, due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX stores_due_next ON stores (due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX stores_newest_live ON stores (created_at DESC, id DESC) WHERE status <> 'DELETED'`,
  `CREATE INDEX stores_of_engine ON stores (engine, created_at DESC, id DESC) WHERE status <> 'DELETED'`,
  `CREATE INDEX stores_of_owner ON stores (owner, created_at DESC, id DESC) WHERE status <> 'DELETED'`,
  `CREATE INDEX stores_of_owner_by_status ON stores (owner, status, created_at DESC, id DESC)`,
  `CREATE INDEX stores_by_status ON stores (status, created_at DESC, id DESC)`,
  `CREATE INDEX stores_provisioning_since ON stores (started_at) WHERE status = 'PROVISIONING'`,
  `CREATE INDEX stores_leased ON stores (lease_holder) WHERE lease_holder IS NOT NULL`,
  `CREATE INDEX stores_idle ON stores (cluster, id) WHERE operation_id IS NULL AND status <> 'DELETED'`,
  `CREATE INDEX stores_deleted ON stores (deleted_at) WHERE status = 'DELETED'`,
  `CREATE INDEX stores_of_release ON stores (release) WHERE release IS NOT NULL AND status <> 'DELETED'`,
  `CREATE INDEX stores_of_applied_release ON stores (applied_release) WHERE applied_release IS NOT NULL AND status <> 'DELETED'`,
]

const refuseTransition = `
CREATE TRIGGER stores_refuse_transition BEFORE UPDATE OF status ON stores
WHEN OLD.status <> NEW.status AND NOT EXISTS (
  SELECT 1 FROM transitions WHERE from_status = OLD.status AND to_status = NEW.status
)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition');
END`

const refuseInsert = `
CREATE TRIGGER stores_refuse_insert BEFORE INSERT ON stores
WHEN NEW.status <> 'PROVISIONING'
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: a store begins as PROVISIONING');
END`

/** What is in progress is somebody's to end: without an operation a store would stay as it is for ever. */
const requireOperation = (when: string, name: string) => `
CREATE TRIGGER ${name} BEFORE ${when} ON stores
WHEN NEW.operation_id IS NULL AND (SELECT in_progress FROM statuses WHERE status = NEW.status)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: a store in progress needs an operation');
END`

/** An operation that has ended, or is another store's, would never let the store go. */
const requireOpen = (when: string, name: string) => `
CREATE TRIGGER ${name} BEFORE ${when} ON stores
WHEN NEW.operation_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM operations WHERE id = NEW.operation_id AND store_id = NEW.id AND finished_at IS NULL
)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: the operation is not an open one of this store');
END`

const triggers = [
  refuseTransition,
  refuseInsert,
  requireOperation('INSERT', 'stores_insert_with_operation'),
  requireOperation('UPDATE OF status, operation_id', 'stores_update_with_operation'),
  requireOpen('INSERT', 'stores_insert_with_open_operation'),
  requireOpen('UPDATE OF operation_id', 'stores_update_with_open_operation'),
]

export const stores = [table, ...indexes, ...triggers]
