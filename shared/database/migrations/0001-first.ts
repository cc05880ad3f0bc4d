// Schema 1: stores and their events, who may call, who polls, and the triggers that keep a store's history honest.
import type { Migration } from '../migrate.ts'

const installation = `
CREATE TABLE installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  cluster_uid TEXT,
  created_at INTEGER NOT NULL
) STRICT`

// 8 random bytes in hex: a label's value on every object of every store.
const makeInstallation = `
INSERT INTO installation (one, id, created_at)
VALUES (1, lower(hex(randomblob(8))), CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER))`

const stores = `
CREATE TABLE stores (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL DEFAULT 'default',
  name TEXT NOT NULL,
  engine TEXT NOT NULL CHECK (engine IN ('woocommerce', 'medusa')),
  namespace TEXT NOT NULL,
  host TEXT,
  url TEXT,
  key_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('PROVISIONING', 'READY', 'FAILED', 'DELETING', 'DELETED')),
  step TEXT CHECK (step IN ('queued', 'namespace', 'release', 'volumes', 'database', 'setup', 'web', 'url', 'uninstall', 'namespace_removal')),
  progress_message TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  failure_code TEXT,
  failure_reason TEXT,
  cause TEXT,
  recoverable INTEGER NOT NULL DEFAULT 0,
  replace_release INTEGER NOT NULL DEFAULT 0,
  health TEXT CHECK (health IN ('healthy', 'degraded')),
  health_reason TEXT,
  release_version INTEGER,
  observed_ms INTEGER NOT NULL DEFAULT 0,
  last_observed_at INTEGER,
  due_at INTEGER,
  lane TEXT AS (CASE
    WHEN due_at IS NULL THEN NULL
    WHEN status = 'DELETING' AND step = 'uninstall' THEN 'uninstall'
    WHEN status = 'PROVISIONING' AND step IN ('queued', 'namespace', 'release') THEN 'install'
    ELSE 'check' END) VIRTUAL,
  lease_holder TEXT,
  lease_token INTEGER NOT NULL DEFAULT 0,
  lease_expires_at INTEGER,
  expired_leases INTEGER NOT NULL DEFAULT 0,
  request_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ready_at INTEGER,
  failed_at INTEGER,
  deleted_at INTEGER,
  CHECK ((status = 'FAILED') = (failure_code IS NOT NULL)),
  CHECK ((failure_code IS NULL) = (failure_reason IS NULL)),
  CHECK ((status IN ('PROVISIONING', 'DELETING')) = (step IS NOT NULL)),
  CHECK ((status IN ('PROVISIONING', 'DELETING')) = (due_at IS NOT NULL)),
  CHECK ((status = 'DELETED') = (deleted_at IS NOT NULL)),
  CHECK ((status = 'READY') = (health IS NOT NULL)),
  CHECK ((lease_holder IS NULL) = (lease_expires_at IS NULL)),
  CHECK (status <> 'READY' OR url IS NOT NULL)
) STRICT`

const indexes = [
  `CREATE UNIQUE INDEX stores_name ON stores (name) WHERE status <> 'DELETED'`,
  `CREATE UNIQUE INDEX stores_host ON stores (host) WHERE status <> 'DELETED' AND host IS NOT NULL`,
  `CREATE INDEX stores_due ON stores (lane, owner, due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX stores_due_next ON stores (due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX stores_newest ON stores (created_at DESC, id DESC)`,
  `CREATE INDEX stores_newest_live ON stores (created_at DESC, id DESC) WHERE status <> 'DELETED'`,
  `CREATE INDEX stores_of_engine ON stores (engine, created_at DESC, id DESC) WHERE status <> 'DELETED'`,
  `CREATE INDEX stores_of_owner ON stores (owner, created_at DESC, id DESC) WHERE status <> 'DELETED'`,
  `CREATE INDEX stores_of_owner_by_status ON stores (owner, status, created_at DESC, id DESC)`,
  `CREATE INDEX stores_by_status ON stores (status, created_at DESC, id DESC)`,
  `CREATE INDEX stores_provisioning_since ON stores (started_at) WHERE status = 'PROVISIONING'`,
  `CREATE INDEX stores_leased ON stores (lease_holder) WHERE lease_holder IS NOT NULL`,
  `CREATE INDEX stores_swept ON stores (id) WHERE status IN ('READY', 'FAILED')`,
  `CREATE INDEX stores_deleted ON stores (deleted_at) WHERE status = 'DELETED'`,
]

// In the order in which a store passes them, so that one update can end several.
const steps = [
  'queued',
  'namespace',
  'release',
  'volumes',
  'database',
  'setup',
  'web',
  'url',
  'uninstall',
  'namespace_removal',
]

const stepTable = `
CREATE TABLE steps (
  place INTEGER PRIMARY KEY,
  step TEXT NOT NULL UNIQUE
) STRICT`

const fillSteps = `INSERT INTO steps (place, step) VALUES ${steps.map((step, index) => `(${index + 1}, '${step}')`).join(', ')}`

const events = `
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  store_id TEXT NOT NULL REFERENCES stores (id),
  owner TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('transition', 'step', 'attempt', 'health', 'outage', 'evidence', 'credentials_revealed', 'note')),
  from_status TEXT,
  to_status TEXT,
  step TEXT,
  code TEXT,
  message TEXT,
  request_id TEXT,
  evidence TEXT CHECK (evidence IS NULL OR length(CAST(evidence AS BLOB)) <= 16384)
) STRICT`

const eventIndexes = [
  `CREATE INDEX events_of_store ON events (store_id, id)`,
  `CREATE INDEX events_of_owner ON events (owner, id)`,
]

const legal = [
  ['PROVISIONING', 'READY'],
  ['PROVISIONING', 'FAILED'],
  ['PROVISIONING', 'DELETING'],
  ['READY', 'DELETING'],
  ['FAILED', 'PROVISIONING'],
  ['FAILED', 'DELETING'],
  ['FAILED', 'READY'],
  ['DELETING', 'DELETED'],
]

const refuseTransition = `
CREATE TRIGGER stores_refuse_transition BEFORE UPDATE OF status ON stores
WHEN OLD.status <> NEW.status AND (OLD.status || '>' || NEW.status) NOT IN (${legal.map(([from, to]) => `'${from}>${to}'`).join(', ')})
BEGIN
  SELECT RAISE(ABORT, 'illegal transition');
END`

const refuseBirth = `
CREATE TRIGGER stores_refuse_birth BEFORE INSERT ON stores
WHEN NEW.status <> 'PROVISIONING'
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: a store begins as PROVISIONING');
END`

const writeBirth = `
CREATE TRIGGER stores_write_birth AFTER INSERT ON stores
BEGIN
  INSERT INTO events (store_id, owner, at, kind, from_status, to_status, step, message, request_id)
  VALUES (NEW.id, NEW.owner, NEW.created_at, 'transition', NULL, NEW.status, NEW.step, NEW.progress_message, NEW.request_id);
END`

// One trigger, so that the steps that end in an update stand before the transition they lead to; a step back ends none.
const writeHistory = `
CREATE TRIGGER stores_write_history AFTER UPDATE OF status, step, health, health_reason ON stores
BEGIN
  INSERT INTO events (store_id, owner, at, kind, step, message, request_id)
  SELECT NEW.id, NEW.owner, NEW.updated_at, 'step', steps.step, steps.step || ' ended', NEW.request_id
  FROM steps
  WHERE OLD.step IS NOT NULL AND OLD.step IS NOT NEW.step
    AND (OLD.status = NEW.status OR NEW.status IN ('READY', 'DELETED'))
    AND steps.place >= (SELECT place FROM steps WHERE step = OLD.step)
    AND steps.place < CASE NEW.status WHEN 'READY' THEN 9 WHEN 'DELETED' THEN 11
      ELSE (SELECT place FROM steps WHERE step = NEW.step) END
  ORDER BY steps.place;
  INSERT INTO events (store_id, owner, at, kind, from_status, to_status, step, code, message, request_id)
  SELECT NEW.id, NEW.owner, NEW.updated_at, 'transition', OLD.status, NEW.status,
    CASE NEW.status WHEN 'FAILED' THEN OLD.step ELSE NEW.step END, NEW.failure_code,
    coalesce(NEW.failure_reason, NEW.progress_message), NEW.request_id
  WHERE OLD.status <> NEW.status;
  INSERT INTO events (store_id, owner, at, kind, message, request_id)
  SELECT NEW.id, NEW.owner, NEW.updated_at, 'health', NEW.health || coalesce(': ' || NEW.health_reason, ''), NEW.request_id
  WHERE OLD.status = 'READY' AND NEW.status = 'READY'
    AND (OLD.health IS NOT NEW.health OR OLD.health_reason IS NOT NEW.health_reason);
END`

// What an operator watches, kept counted so that nobody need count stores. `label` is a status, a code or a bound in seconds.
const counters = `
CREATE TABLE counters (
  metric TEXT NOT NULL CHECK (metric IN ('stores', 'failures', 'ready_within', 'ready_ms')),
  label TEXT NOT NULL,
  engine TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (metric, engine, label)
) STRICT, WITHOUT ROWID`

const readyBounds = [5, 10, 20, 30, 60, 120, 180, 300, 600, 1200, '+Inf']

const startCounters = `
INSERT INTO counters (metric, label, engine, value)
SELECT metrics.column1, metrics.column2, engines.column1, 0 FROM (VALUES ('woocommerce'), ('medusa')) AS engines, (VALUES
  ${['PROVISIONING', 'READY', 'FAILED', 'DELETING', 'DELETED'].map((status) => `('stores', '${status}')`).join(', ')},
  ${readyBounds.map((bound) => `('ready_within', '${bound}')`).join(', ')}, ('ready_ms', '')) AS metrics`

const count = (metric: string, label: string, by: string) => `
  INSERT INTO counters (metric, label, engine, value) VALUES ('${metric}', ${label}, NEW.engine, ${by})
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;`

const readyMs = 'max(NEW.updated_at - NEW.started_at, 0)'
const readyWithin = `CASE ${readyBounds
  .slice(0, -1)
  .map((bound) => `WHEN ${readyMs} <= ${bound}000 THEN '${bound}'`)
  .join(' ')} ELSE '+Inf' END`

const countBirth = `
CREATE TRIGGER stores_count_birth AFTER INSERT ON stores
BEGIN${count('stores', 'NEW.status', '1')}
END`

const countTransition = `
CREATE TRIGGER stores_count_transition AFTER UPDATE OF status ON stores WHEN OLD.status <> NEW.status
BEGIN${count('stores', 'OLD.status', '-1')}${count('stores', 'NEW.status', '1')}
END`

const countFailure = `
CREATE TRIGGER stores_count_failure AFTER UPDATE OF status ON stores WHEN OLD.status <> 'FAILED' AND NEW.status = 'FAILED'
BEGIN${count('failures', 'NEW.failure_code', '1')}
END`

const countReady = `
CREATE TRIGGER stores_count_ready AFTER UPDATE OF status ON stores WHEN OLD.status = 'PROVISIONING' AND NEW.status = 'READY'
BEGIN${count('ready_within', readyWithin, '1')}${count('ready_ms', "''", readyMs)}
END`

const leases = `
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  holder TEXT,
  token INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER,
  done_at INTEGER
) STRICT`

const pollers = `
CREATE TABLE pollers (
  id TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  last_tick_at INTEGER NOT NULL,
  ticks INTEGER NOT NULL DEFAULT 0,
  cluster_answered_at INTEGER,
  cluster_problem TEXT,
  engines TEXT NOT NULL,
  domain TEXT NOT NULL,
  url_template TEXT NOT NULL
) STRICT`

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
  store_id TEXT NOT NULL REFERENCES stores (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID`

const oldestIdempotencyKeys = `CREATE INDEX idempotency_keys_oldest ON idempotency_keys (created_at)`

export const first: Migration = {
  version: 1,
  readableFrom: 1,
  statements: [
    installation,
    makeInstallation,
    stores,
    ...indexes,
    stepTable,
    fillSteps,
    events,
    ...eventIndexes,
    refuseTransition,
    refuseBirth,
    writeBirth,
    writeHistory,
    counters,
    startCounters,
    countBirth,
    countTransition,
    countFailure,
    countReady,
    leases,
    pollers,
    apiKeys,
    idempotencyKeys,
    oldestIdempotencyKeys,
  ],
}
