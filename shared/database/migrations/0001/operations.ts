// Operations: one thing being done to one store, and how it ended. The rows stay.

const table = `
CREATE TABLE operations (
  id TEXT PRIMARY KEY,
  store_id TEXT NOT NULL REFERENCES stores (id) DEFERRABLE INITIALLY DEFERRED,
  owner TEXT NOT NULL,
  kind TEXT NOT NULL REFERENCES operation_kinds (kind),
  state TEXT NOT NULL REFERENCES operation_states (state),
  step TEXT NOT NULL,
  message TEXT,
  checkpoint TEXT,
  params TEXT NOT NULL DEFAULT '{}',
  result TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  pending_fault TEXT,
  observed_ms INTEGER NOT NULL DEFAULT 0,
  last_observed_at INTEGER,
  failure_code TEXT,
  failure_reason TEXT,
  actor TEXT NOT NULL,
  cancelled_by TEXT,
  request_id TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  FOREIGN KEY (kind, step) REFERENCES steps (kind, step),
  CHECK ((failure_code IS NULL) = (failure_reason IS NULL)),
  CHECK (state <> 'failed' OR failure_code IS NOT NULL),
  CHECK (failure_code IS NULL OR finished_at IS NOT NULL),
  CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL))
) STRICT`

const indexes = [
  `CREATE UNIQUE INDEX operations_open ON operations (store_id) WHERE finished_at IS NULL`,
  `CREATE INDEX operations_of_store ON operations (store_id, created_at DESC, id DESC)`,
]

const requireEnd = (when: string, name: string) => `
CREATE TRIGGER ${name} BEFORE ${when} ON operations
WHEN (NEW.finished_at IS NULL) <> (SELECT is_open FROM operation_states WHERE state = NEW.state)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: an operation has finished_at exactly when it has ended');
END`

/** How an operation ended is never changed afterwards. */
const refuseReopening = `
CREATE TRIGGER operations_refuse_reopening
BEFORE UPDATE OF state, step, failure_code, failure_reason, cancelled_by, finished_at ON operations
WHEN OLD.finished_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: the operation has ended');
END`

/** A claim begins the operation that the store has then; one that waits for the lease of a cancelled one stays queued. */
const begin = `
CREATE TRIGGER stores_begin_operation AFTER UPDATE OF lease_token ON stores WHEN NEW.lease_token <> OLD.lease_token
BEGIN
  UPDATE operations SET state = 'running', started_at = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)
  WHERE id = NEW.operation_id AND state = 'queued';
END`

export const operations = [
  table,
  ...indexes,
  requireEnd('INSERT', 'operations_insert_with_end'),
  requireEnd('UPDATE OF state, finished_at', 'operations_update_with_end'),
  refuseReopening,
  begin,
]
