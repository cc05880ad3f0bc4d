// Events: what happened to a store, in order.

const table = `
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  store_id TEXT NOT NULL REFERENCES stores (id),
  owner TEXT NOT NULL,
  operation_id TEXT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL REFERENCES event_kinds (kind),
  from_status TEXT REFERENCES statuses (status),
  to_status TEXT REFERENCES statuses (status),
  step TEXT,
  code TEXT,
  message TEXT,
  actor TEXT NOT NULL DEFAULT 'poller',
  request_id TEXT,
  evidence TEXT CHECK (evidence IS NULL OR length(CAST(evidence AS BLOB)) <= 16384)
) STRICT`

const indexes = [
  `CREATE INDEX events_of_store ON events (store_id, id)`,
  `CREATE INDEX events_of_owner ON events (owner, id)`,
]

export const events = [table, ...indexes]
