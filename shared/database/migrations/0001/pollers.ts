// The pollers, each set-up with a row of its own, their processes, and the named leases for work that one poller does at a time.

const leases = `
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  holder TEXT,
  token INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER,
  completed_at INTEGER
) STRICT`

const table = `
CREATE TABLE pollers (
  id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  cluster TEXT NOT NULL DEFAULT 'default',
  last_tick_at INTEGER NOT NULL,
  ticks INTEGER NOT NULL DEFAULT 0,
  stopped_at INTEGER,
  cluster_answered_at INTEGER,
  cluster_problem TEXT,
  engines TEXT NOT NULL,
  domain TEXT NOT NULL,
  url_template TEXT NOT NULL,
  release_digest TEXT
) STRICT`

/** Processes with the same set-up on one host share a poller's row: it has stopped when the last of them has. */
const processes = `
CREATE TABLE poller_processes (
  id TEXT PRIMARY KEY,
  poller_id TEXT NOT NULL REFERENCES pollers (id) ON DELETE CASCADE,
  pid INTEGER NOT NULL,
  last_beat_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID`

const processesOfPoller = `CREATE INDEX poller_processes_of_poller ON poller_processes (poller_id)`

export const pollers = [leases, table, processes, processesOfPoller]
