// The pollers, each with a row of its own, and the named leases for work that one poller does at a time.

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

export const pollers = [leases, table]
