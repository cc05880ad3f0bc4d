// Who may call, and which requests were made already.

const apiKeys = `
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  scopes TEXT NOT NULL,
  max_stores INTEGER,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER
) STRICT`

const idempotencyKeys = `
CREATE TABLE idempotency_keys (
  owner TEXT NOT NULL,
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint TEXT NOT NULL,
  operation_id TEXT NOT NULL REFERENCES operations (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID`

const oldest = `CREATE INDEX idempotency_keys_oldest ON idempotency_keys (created_at)`

export const access = [apiKeys, idempotencyKeys, oldest]
