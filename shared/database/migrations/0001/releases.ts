// The installation, its clusters, and the releases that its stores are made from.

const installation = `
CREATE TABLE installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT`

// 8 random bytes in hex: a label's value on every object of every store.
const startInstallation = `
INSERT INTO installation (one, id, created_at)
VALUES (1, lower(hex(randomblob(8))), CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER))`

/**
 * Two names for one cluster would have two pollers work on it. `uid` is null until a first tick with work finds the cluster; its default release may be there before.
 * `default_release_by` says whether an operator or a poller's own chart set the default.
 */
const clusters = `
CREATE TABLE clusters (
  name TEXT PRIMARY KEY,
  uid TEXT UNIQUE,
  default_release TEXT REFERENCES releases (name) DEFERRABLE INITIALLY DEFERRED,
  default_release_by TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID`

/** `content` is the chart with its values files, compressed, in base64; `digest` names it. */
const table = `
CREATE TABLE releases (
  name TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  chart_name TEXT NOT NULL,
  chart_version TEXT NOT NULL,
  content TEXT NOT NULL,
  checked INTEGER NOT NULL DEFAULT 0,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT`

export const releases = [table, installation, startInstallation, clusters]
