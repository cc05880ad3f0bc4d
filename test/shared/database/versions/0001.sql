CREATE TABLE installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  cluster_uid TEXT,
  created_at INTEGER NOT NULL
) STRICT;
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
  step TEXT CHECK (step IN ('queued', 'namespace', 'release', 'volumes', 'database', 'cache', 'setup', 'web', 'url', 'uninstall', 'namespace_removal')),
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
) STRICT;
CREATE TABLE steps (
  place INTEGER PRIMARY KEY,
  step TEXT NOT NULL UNIQUE
) STRICT;
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
) STRICT;
CREATE TABLE counters (
  metric TEXT NOT NULL CHECK (metric IN ('stores', 'failures', 'ready_within', 'ready_ms')),
  label TEXT NOT NULL,
  engine TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (metric, engine, label)
) STRICT, WITHOUT ROWID;
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  holder TEXT,
  token INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER,
  done_at INTEGER
) STRICT;
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
) STRICT;
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
) STRICT;
CREATE TABLE idempotency_keys (
  owner TEXT NOT NULL,
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint TEXT NOT NULL,
  store_id TEXT NOT NULL REFERENCES stores (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE schema_versions (
        version INTEGER PRIMARY KEY, readable_from INTEGER NOT NULL, applied_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX stores_name ON stores (name) WHERE status <> 'DELETED';
CREATE UNIQUE INDEX stores_host ON stores (host) WHERE status <> 'DELETED' AND host IS NOT NULL;
CREATE INDEX stores_due ON stores (lane, owner, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX stores_due_next ON stores (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX stores_newest ON stores (created_at DESC, id DESC);
CREATE INDEX stores_newest_live ON stores (created_at DESC, id DESC) WHERE status <> 'DELETED';
CREATE INDEX stores_of_engine ON stores (engine, created_at DESC, id DESC) WHERE status <> 'DELETED';
CREATE INDEX stores_of_owner ON stores (owner, created_at DESC, id DESC) WHERE status <> 'DELETED';
CREATE INDEX stores_of_owner_by_status ON stores (owner, status, created_at DESC, id DESC);
CREATE INDEX stores_by_status ON stores (status, created_at DESC, id DESC);
CREATE INDEX stores_provisioning_since ON stores (started_at) WHERE status = 'PROVISIONING';
CREATE INDEX stores_leased ON stores (lease_holder) WHERE lease_holder IS NOT NULL;
CREATE INDEX stores_swept ON stores (id) WHERE status IN ('READY', 'FAILED');
CREATE INDEX stores_deleted ON stores (deleted_at) WHERE status = 'DELETED';
CREATE INDEX events_of_store ON events (store_id, id);
CREATE INDEX events_of_owner ON events (owner, id);
CREATE INDEX idempotency_keys_oldest ON idempotency_keys (created_at);
INSERT INTO installation ("one", "id", "cluster_uid", "created_at") VALUES (1, '63140c3b81f3a9ff', '6f1c0e5e-3c0b-4b53-9d0e-0f7a4d1f6a10', 1795544695816);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-0-72m8ir', 'default', 'shop-0', 'medusa', 'store-shop-0-72m8ir', NULL, NULL, NULL, 'PROVISIONING', 'queued', 'Waiting for a poller', 0, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, 1795548295887, NULL, 0, NULL, 0, 'request-0', 1795544695824, 1795544695824, 1795544695824, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-1-4p82qh', 'shop-team', 'shop-1', 'woocommerce', 'store-shop-1-4p82qh', NULL, NULL, '5f3a9c01', 'PROVISIONING', 'release', 'Helm is installing', 0, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, 1795548295887, 'north/1', 1, 1, 0, 'request-1', 1795544695826, 1795544695828, 1795544695826, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-10-hiik0k', 'shop-team', 'shop-10', 'woocommerce', 'store-shop-10-hiik0k', 'shop-10.shops.example.com', 'https://shop-10.shops.example.com', '5f3a9c01', 'READY', NULL, NULL, 0, NULL, NULL, NULL, 0, 0, 'healthy', NULL, 1, 0, NULL, NULL, NULL, 1, NULL, 0, 'request-10', 1795544695873, 1795544695874, 1795544695873, 1795544695874, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-11-kbm6sy', 'Müller & Søn', 'shop-11', 'woocommerce', 'store-shop-11-kbm6sy', 'shop-11.shops.example.com', 'https://shop-11.shops.example.com', '5f3a9c01', 'READY', NULL, NULL, 0, NULL, NULL, NULL, 0, 0, 'degraded', 'Pods not ready: web', 1, 0, NULL, NULL, NULL, 1, NULL, 0, 'request-11', 1795544695875, 1795544695876, 1795544695875, 1795544695876, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-12-2gwmk3', 'default', 'shop-12', 'medusa', 'store-shop-12-2gwmk3', 'shop-12.shops.example.com', 'https://shop-12.shops.example.com', '5f3a9c01', 'DELETING', 'uninstall', 'Waiting for a poller', 0, NULL, NULL, NULL, 0, 0, NULL, NULL, 1, 0, NULL, 1795548295887, NULL, 1, NULL, 0, 'later-12', 1795544695884, 1795544695887, 1795544695887, 1795544695885, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-13-ek4dcs', 'shop-team', 'shop-13', 'woocommerce', 'store-shop-13-ek4dcs', NULL, NULL, NULL, 'PROVISIONING', 'queued', 'Waiting for a poller', 0, NULL, NULL, NULL, 0, 1, NULL, NULL, NULL, 0, NULL, 1795544695888, NULL, 1, NULL, 0, 'later-13', 1795544695887, 1795544695888, 1795544695888, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-2-b34b80', 'Müller & Søn', 'shop-2', 'woocommerce', 'store-shop-2-b34b80', NULL, NULL, NULL, 'FAILED', NULL, NULL, 0, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'CrashLoopBackOff', 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, 0, 'request-2', 1795544695828, 1795544695830, 1795544695828, NULL, 1795544695830, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-3-p3o32v', 'default', 'shop-3', 'medusa', 'store-shop-3-p3o32v', 'shop-3.shops.example.com', 'https://shop-3.shops.example.com', '5f3a9c01', 'READY', NULL, NULL, 0, NULL, NULL, NULL, 0, 0, 'healthy', NULL, 1, 0, NULL, NULL, NULL, 1, NULL, 0, 'request-3', 1795544695830, 1795544695832, 1795544695830, 1795544695832, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-4-ki8g1m', 'shop-team', 'shop-4', 'woocommerce', 'store-shop-4-ki8g1m', 'shop-4.shops.example.com', 'https://shop-4.shops.example.com', '5f3a9c01', 'READY', NULL, NULL, 0, NULL, NULL, NULL, 0, 0, 'degraded', 'Pods not ready: web', 1, 0, NULL, NULL, NULL, 1, NULL, 0, 'request-4', 1795544695833, 1795544695834, 1795544695833, 1795544695834, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-5-jkczd8', 'Müller & Søn', 'shop-5', 'woocommerce', 'store-shop-5-jkczd8', 'shop-5.shops.example.com', 'https://shop-5.shops.example.com', '5f3a9c01', 'DELETED', NULL, NULL, 0, NULL, NULL, NULL, 0, 0, NULL, NULL, 1, 0, NULL, NULL, NULL, 2, NULL, 0, 'later-5', 1795544695834, 1795544695837, 1795544695836, 1795544695835, NULL, 1795544695837);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-6-h1siv9', 'default', 'shop-6', 'medusa', 'store-shop-6-h1siv9', NULL, NULL, NULL, 'PROVISIONING', 'queued', 'Waiting for a poller', 0, NULL, NULL, NULL, 0, 1, NULL, NULL, NULL, 0, NULL, 1795548295887, NULL, 1, NULL, 0, 'later-6', 1795544695838, 1795544695839, 1795544695839, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-7-lc523h', 'shop-team', 'shop-7', 'woocommerce', 'store-shop-7-lc523h', NULL, NULL, NULL, 'PROVISIONING', 'queued', 'Waiting for a poller', 0, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, 1795548295887, NULL, 0, NULL, 0, 'request-7', 1795544695840, 1795544695840, 1795544695840, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-8-f5o6if', 'Müller & Søn', 'shop-8', 'woocommerce', 'store-shop-8-f5o6if', NULL, NULL, '5f3a9c01', 'PROVISIONING', 'release', 'Helm is installing', 0, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, 1795548295887, 'north/1', 1, 1, 0, 'request-8', 1795544695840, 1795544695841, 1795544695840, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "engine", "namespace", "host", "url", "key_id", "status", "step", "progress_message", "attempts", "failure_code", "failure_reason", "cause", "recoverable", "replace_release", "health", "health_reason", "release_version", "observed_ms", "last_observed_at", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "request_id", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-9-fak6a8', 'default', 'shop-9', 'medusa', 'store-shop-9-fak6a8', NULL, NULL, NULL, 'FAILED', NULL, NULL, 0, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'CrashLoopBackOff', 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, 0, 'request-9', 1795544695842, 1795544695873, 1795544695842, NULL, 1795544695873, NULL);
INSERT INTO steps ("place", "step") VALUES (1, 'queued');
INSERT INTO steps ("place", "step") VALUES (2, 'namespace');
INSERT INTO steps ("place", "step") VALUES (3, 'release');
INSERT INTO steps ("place", "step") VALUES (4, 'volumes');
INSERT INTO steps ("place", "step") VALUES (5, 'database');
INSERT INTO steps ("place", "step") VALUES (6, 'cache');
INSERT INTO steps ("place", "step") VALUES (7, 'setup');
INSERT INTO steps ("place", "step") VALUES (8, 'web');
INSERT INTO steps ("place", "step") VALUES (9, 'url');
INSERT INTO steps ("place", "step") VALUES (10, 'uninstall');
INSERT INTO steps ("place", "step") VALUES (11, 'namespace_removal');
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (1, 'shop-0-72m8ir', 'default', 1795544695824, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-0', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (2, 'shop-1-4p82qh', 'shop-team', 1795544695826, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (3, 'shop-1-4p82qh', 'shop-team', 1795544695828, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (4, 'shop-1-4p82qh', 'shop-team', 1795544695828, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (5, 'shop-2-b34b80', 'Müller & Søn', 1795544695828, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (6, 'shop-2-b34b80', 'Müller & Søn', 1795544695829, 'evidence', NULL, NULL, 'queued', NULL, 'What the pod said last', 'request-2', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (7, 'shop-2-b34b80', 'Müller & Søn', 1795544695830, 'transition', 'PROVISIONING', 'FAILED', 'queued', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (8, 'shop-3-p3o32v', 'default', 1795544695830, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (9, 'shop-3-p3o32v', 'default', 1795544695831, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (10, 'shop-3-p3o32v', 'default', 1795544695831, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (11, 'shop-3-p3o32v', 'default', 1795544695831, 'step', NULL, NULL, 'release', NULL, 'release ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (12, 'shop-3-p3o32v', 'default', 1795544695831, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (13, 'shop-3-p3o32v', 'default', 1795544695831, 'step', NULL, NULL, 'database', NULL, 'database ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (14, 'shop-3-p3o32v', 'default', 1795544695831, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (15, 'shop-3-p3o32v', 'default', 1795544695831, 'step', NULL, NULL, 'web', NULL, 'web ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (16, 'shop-3-p3o32v', 'default', 1795544695832, 'step', NULL, NULL, 'url', NULL, 'url ended', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (17, 'shop-3-p3o32v', 'default', 1795544695832, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (18, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (19, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (20, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (21, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'step', NULL, NULL, 'release', NULL, 'release ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (22, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (23, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'step', NULL, NULL, 'database', NULL, 'database ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (24, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (25, 'shop-4-ki8g1m', 'shop-team', 1795544695833, 'step', NULL, NULL, 'web', NULL, 'web ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (26, 'shop-4-ki8g1m', 'shop-team', 1795544695834, 'step', NULL, NULL, 'url', NULL, 'url ended', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (27, 'shop-4-ki8g1m', 'shop-team', 1795544695834, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (28, 'shop-4-ki8g1m', 'shop-team', 1795544695834, 'credentials_revealed', NULL, NULL, NULL, NULL, 'The initial credentials were given to shop-team', 'reveal-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (29, 'shop-4-ki8g1m', 'shop-team', 1795544695834, 'health', NULL, NULL, NULL, NULL, 'degraded: Pods not ready: web', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (30, 'shop-5-jkczd8', 'Müller & Søn', 1795544695834, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (31, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (32, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (33, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'release', NULL, 'release ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (34, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (35, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'database', NULL, 'database ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (36, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (37, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'web', NULL, 'web ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (38, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'step', NULL, NULL, 'url', NULL, 'url ended', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (39, 'shop-5-jkczd8', 'Müller & Søn', 1795544695835, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (40, 'shop-5-jkczd8', 'Müller & Søn', 1795544695836, 'transition', 'READY', 'DELETING', 'uninstall', NULL, 'Waiting for a poller', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (41, 'shop-5-jkczd8', 'Müller & Søn', 1795544695837, 'step', NULL, NULL, 'uninstall', NULL, 'uninstall ended', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (42, 'shop-5-jkczd8', 'Müller & Søn', 1795544695837, 'step', NULL, NULL, 'namespace_removal', NULL, 'namespace_removal ended', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (43, 'shop-5-jkczd8', 'Müller & Søn', 1795544695837, 'transition', 'DELETING', 'DELETED', NULL, NULL, NULL, 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (44, 'shop-6-h1siv9', 'default', 1795544695838, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (45, 'shop-6-h1siv9', 'default', 1795544695839, 'evidence', NULL, NULL, 'queued', NULL, 'What the pod said last', 'request-6', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (46, 'shop-6-h1siv9', 'default', 1795544695839, 'transition', 'PROVISIONING', 'FAILED', 'queued', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (47, 'shop-6-h1siv9', 'default', 1795544695839, 'transition', 'FAILED', 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'later-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (48, 'shop-7-lc523h', 'shop-team', 1795544695840, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (49, 'shop-8-f5o6if', 'Müller & Søn', 1795544695840, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (50, 'shop-8-f5o6if', 'Müller & Søn', 1795544695841, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (51, 'shop-8-f5o6if', 'Müller & Søn', 1795544695841, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (52, 'shop-9-fak6a8', 'default', 1795544695842, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-9', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (53, 'shop-9-fak6a8', 'default', 1795544695873, 'evidence', NULL, NULL, 'queued', NULL, 'What the pod said last', 'request-9', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (54, 'shop-9-fak6a8', 'default', 1795544695873, 'transition', 'PROVISIONING', 'FAILED', 'queued', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'request-9', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (55, 'shop-10-hiik0k', 'shop-team', 1795544695873, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (56, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (57, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (58, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'release', NULL, 'release ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (59, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (60, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'database', NULL, 'database ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (61, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (62, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'web', NULL, 'web ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (63, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'step', NULL, NULL, 'url', NULL, 'url ended', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (64, 'shop-10-hiik0k', 'shop-team', 1795544695874, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (65, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695875, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (66, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (67, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (68, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'release', NULL, 'release ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (69, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (70, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'database', NULL, 'database ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (71, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (72, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'web', NULL, 'web ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (73, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'step', NULL, NULL, 'url', NULL, 'url ended', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (74, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (75, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'credentials_revealed', NULL, NULL, NULL, NULL, 'The initial credentials were given to Müller & Søn', 'reveal-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (76, 'shop-11-kbm6sy', 'Müller & Søn', 1795544695876, 'health', NULL, NULL, NULL, NULL, 'degraded: Pods not ready: web', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (77, 'shop-12-2gwmk3', 'default', 1795544695884, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (78, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (79, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (80, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'release', NULL, 'release ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (81, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (82, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'database', NULL, 'database ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (83, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (84, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'web', NULL, 'web ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (85, 'shop-12-2gwmk3', 'default', 1795544695885, 'step', NULL, NULL, 'url', NULL, 'url ended', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (86, 'shop-12-2gwmk3', 'default', 1795544695885, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (87, 'shop-12-2gwmk3', 'default', 1795544695887, 'transition', 'READY', 'DELETING', 'uninstall', NULL, 'Waiting for a poller', 'later-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (88, 'shop-13-ek4dcs', 'shop-team', 1795544695887, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (89, 'shop-13-ek4dcs', 'shop-team', 1795544695888, 'evidence', NULL, NULL, 'queued', NULL, 'What the pod said last', 'request-13', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (90, 'shop-13-ek4dcs', 'shop-team', 1795544695888, 'transition', 'PROVISIONING', 'FAILED', 'queued', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "at", "kind", "from_status", "to_status", "step", "code", "message", "request_id", "evidence") VALUES (91, 'shop-13-ek4dcs', 'shop-team', 1795544695888, 'transition', 'FAILED', 'PROVISIONING', 'queued', NULL, 'Waiting for a poller', 'later-13', NULL);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'crash_loop', 'medusa', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'crash_loop', 'woocommerce', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_ms', '', 'medusa', 3);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_ms', '', 'woocommerce', 4);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '+Inf', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '10', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '120', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '1200', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '180', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '20', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '30', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '300', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '5', 'medusa', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '60', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '600', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '+Inf', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '10', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '120', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '1200', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '180', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '20', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '30', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '300', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '5', 'woocommerce', 4);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '60', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '600', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETED', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETING', 'medusa', 1);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'FAILED', 'medusa', 1);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'PROVISIONING', 'medusa', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'READY', 'medusa', 1);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETED', 'woocommerce', 1);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETING', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'FAILED', 'woocommerce', 1);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'PROVISIONING', 'woocommerce', 4);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'READY', 'woocommerce', 3);
INSERT INTO leases ("name", "holder", "token", "expires_at", "done_at") VALUES ('sweep', NULL, 41, NULL, 1795544605824);
INSERT INTO pollers ("id", "version", "last_tick_at", "ticks", "cluster_answered_at", "cluster_problem", "engines", "domain", "url_template") VALUES ('north/0a1b2c3d', '1', 1795544635823, 3, NULL, NULL, '{"woocommerce":{"available":true,"reason":null},"medusa":{"available":true,"reason":null}}', 'localhost', 'http://{name}.{domain}');
INSERT INTO pollers ("id", "version", "last_tick_at", "ticks", "cluster_answered_at", "cluster_problem", "engines", "domain", "url_template") VALUES ('south/0a1b2c3d', '1', 1795458695824, 3, NULL, 'connect ECONNREFUSED', '{"woocommerce":{"available":true,"reason":null},"medusa":{"available":true,"reason":null}}', 'localhost', 'http://{name}.{domain}');
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_3u18z4u87q', '6199f2bd3509069e349708a5b270bf1ac67114879d2aee8f0f6840a6f7bad1bc', 'shop-team', 'read,write', 20, 1795544695823, NULL, NULL, 1795544695823);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_mpb7a3afji', '18a9707a64ec7c1265e72af3cc36ab79cdcd6e5e1f7348d18ecd594cee7e45c6', 'default', 'read,write', NULL, 1795544695823, NULL, NULL, 1795544695823);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_y9e9em9cgx', 'af08856d990d11885b106baa70b649fed2eadd2a272ae57e284c78ce57af8414', 'Müller & Søn', 'read,write', NULL, 1795544695823, NULL, NULL, 1795544695823);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "store_id", "created_at") VALUES ('Müller & Søn', 'key-8', 'bd44f63d158645ddad28097d46f6ec37bca746f013194c1f5368d3f9ad04b4be', 'shop-8-f5o6if', 1795544695840);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "store_id", "created_at") VALUES ('default', 'key-0', 'a8143e2e1c0c61e32fb4096109578f4cc6159f8c1fcde784db4e7273e98fd536', 'shop-0-72m8ir', 1795544695824);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "store_id", "created_at") VALUES ('default', 'key-12', '44b53860b6fc591ad84cf3e35a9defe282dcce9509213fa87c8b6c968a6e31c9', 'shop-12-2gwmk3', 1795544695884);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "store_id", "created_at") VALUES ('shop-team', 'key-4', '180a2fdb1ecf63d36675c69dad13e548818e61ce377a91c0dddb52e4102383df', 'shop-4-ki8g1m', 1795544695833);
INSERT INTO schema_versions ("version", "readable_from", "applied_at") VALUES (1, 1, 1795544695816);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence (name, seq) VALUES ('events', 91);
CREATE TRIGGER stores_refuse_transition BEFORE UPDATE OF status ON stores
WHEN OLD.status <> NEW.status AND (OLD.status || '>' || NEW.status) NOT IN ('PROVISIONING>READY', 'PROVISIONING>FAILED', 'PROVISIONING>DELETING', 'READY>DELETING', 'FAILED>PROVISIONING', 'FAILED>DELETING', 'FAILED>READY', 'DELETING>DELETED')
BEGIN
  SELECT RAISE(ABORT, 'illegal transition');
END;
CREATE TRIGGER stores_refuse_birth BEFORE INSERT ON stores
WHEN NEW.status <> 'PROVISIONING'
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: a store begins as PROVISIONING');
END;
CREATE TRIGGER stores_write_birth AFTER INSERT ON stores
BEGIN
  INSERT INTO events (store_id, owner, at, kind, from_status, to_status, step, message, request_id)
  VALUES (NEW.id, NEW.owner, NEW.created_at, 'transition', NULL, NEW.status, NEW.step, NEW.progress_message, NEW.request_id);
END;
CREATE TRIGGER stores_write_history AFTER UPDATE OF status, step, health, health_reason ON stores
BEGIN
  INSERT INTO events (store_id, owner, at, kind, step, message, request_id)
  SELECT NEW.id, NEW.owner, NEW.updated_at, 'step', steps.step, steps.step || ' ended', NEW.request_id
  FROM steps
  WHERE OLD.step IS NOT NULL AND OLD.step IS NOT NEW.step
    AND (OLD.status = NEW.status OR NEW.status IN ('READY', 'DELETED'))
    AND steps.place >= (SELECT place FROM steps WHERE step = OLD.step)
    AND steps.place < CASE NEW.status WHEN 'READY' THEN 10 WHEN 'DELETED' THEN 12
      ELSE (SELECT place FROM steps WHERE step = NEW.step) END
    AND (steps.step <> 'cache' OR NEW.engine = 'medusa')
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
END;
CREATE TRIGGER stores_count_birth AFTER INSERT ON stores
BEGIN
  INSERT INTO counters (metric, label, engine, value) VALUES ('stores', NEW.status, NEW.engine, 1)
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;
END;
CREATE TRIGGER stores_count_transition AFTER UPDATE OF status ON stores WHEN OLD.status <> NEW.status
BEGIN
  INSERT INTO counters (metric, label, engine, value) VALUES ('stores', OLD.status, NEW.engine, -1)
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;
  INSERT INTO counters (metric, label, engine, value) VALUES ('stores', NEW.status, NEW.engine, 1)
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;
END;
CREATE TRIGGER stores_count_failure AFTER UPDATE OF status ON stores WHEN OLD.status <> 'FAILED' AND NEW.status = 'FAILED'
BEGIN
  INSERT INTO counters (metric, label, engine, value) VALUES ('failures', NEW.failure_code, NEW.engine, 1)
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;
END;
CREATE TRIGGER stores_count_ready AFTER UPDATE OF status ON stores WHEN OLD.status = 'PROVISIONING' AND NEW.status = 'READY'
BEGIN
  INSERT INTO counters (metric, label, engine, value) VALUES ('ready_within', CASE WHEN max(NEW.updated_at - NEW.started_at, 0) <= 5000 THEN '5' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 10000 THEN '10' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 20000 THEN '20' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 30000 THEN '30' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 60000 THEN '60' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 120000 THEN '120' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 180000 THEN '180' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 300000 THEN '300' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 600000 THEN '600' WHEN max(NEW.updated_at - NEW.started_at, 0) <= 1200000 THEN '1200' ELSE '+Inf' END, NEW.engine, 1)
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;
  INSERT INTO counters (metric, label, engine, value) VALUES ('ready_ms', '', NEW.engine, max(NEW.updated_at - NEW.started_at, 0))
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;
END;
