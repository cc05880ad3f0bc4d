CREATE TABLE engines (
  engine TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE statuses (
  status TEXT PRIMARY KEY,
  in_progress INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE transitions (
  from_status TEXT NOT NULL REFERENCES statuses (status),
  to_status TEXT NOT NULL REFERENCES statuses (status),
  PRIMARY KEY (from_status, to_status)
) STRICT, WITHOUT ROWID;
CREATE TABLE health_states (
  health TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE queues (
  queue TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE operation_kinds (
  kind TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE operation_states (
  state TEXT PRIMARY KEY,
  is_open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE steps (
  kind TEXT NOT NULL REFERENCES operation_kinds (kind),
  step TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (kind, step),
  UNIQUE (kind, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE skipped_steps (
  engine TEXT NOT NULL REFERENCES engines (engine),
  step TEXT NOT NULL,
  PRIMARY KEY (engine, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_kinds (
  kind TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE environments (
  environment TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE expiry_actions (
  expiry_action TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE releases (
  name TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  chart_name TEXT NOT NULL,
  chart_version TEXT NOT NULL,
  content TEXT NOT NULL,
  checked INTEGER NOT NULL DEFAULT 0,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE clusters (
  name TEXT PRIMARY KEY,
  uid TEXT UNIQUE,
  default_release TEXT REFERENCES releases (name) DEFERRABLE INITIALLY DEFERRED,
  default_release_by TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
) STRICT;
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
) STRICT;
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
) STRICT;
CREATE TABLE counters (
  metric TEXT NOT NULL,
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
  completed_at INTEGER
) STRICT;
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
) STRICT;
CREATE TABLE poller_processes (
  id TEXT PRIMARY KEY,
  poller_id TEXT NOT NULL REFERENCES pollers (id) ON DELETE CASCADE,
  pid INTEGER NOT NULL,
  last_beat_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
  operation_id TEXT NOT NULL REFERENCES operations (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE schema_versions (
        version INTEGER PRIMARY KEY, readable_from INTEGER NOT NULL, applied_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX stores_name ON stores (name) WHERE status <> 'DELETED';
CREATE UNIQUE INDEX stores_host ON stores (host) WHERE status <> 'DELETED' AND host IS NOT NULL;
CREATE INDEX stores_due ON stores (cluster, queue, owner, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX stores_due_next ON stores (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX stores_newest_live ON stores (created_at DESC, id DESC) WHERE status <> 'DELETED';
CREATE INDEX stores_of_engine ON stores (engine, created_at DESC, id DESC) WHERE status <> 'DELETED';
CREATE INDEX stores_of_owner ON stores (owner, created_at DESC, id DESC) WHERE status <> 'DELETED';
CREATE INDEX stores_of_owner_by_status ON stores (owner, status, created_at DESC, id DESC);
CREATE INDEX stores_by_status ON stores (status, created_at DESC, id DESC);
CREATE INDEX stores_provisioning_since ON stores (started_at) WHERE status = 'PROVISIONING';
CREATE INDEX stores_leased ON stores (lease_holder) WHERE lease_holder IS NOT NULL;
CREATE INDEX stores_idle ON stores (cluster, id) WHERE operation_id IS NULL AND status <> 'DELETED';
CREATE INDEX stores_deleted ON stores (deleted_at) WHERE status = 'DELETED';
CREATE INDEX stores_of_release ON stores (release) WHERE release IS NOT NULL AND status <> 'DELETED';
CREATE INDEX stores_of_applied_release ON stores (applied_release) WHERE applied_release IS NOT NULL AND status <> 'DELETED';
CREATE UNIQUE INDEX operations_open ON operations (store_id) WHERE finished_at IS NULL;
CREATE INDEX operations_of_store ON operations (store_id, created_at DESC, id DESC);
CREATE INDEX events_of_store ON events (store_id, id);
CREATE INDEX events_of_owner ON events (owner, id);
CREATE INDEX poller_processes_of_poller ON poller_processes (poller_id);
CREATE INDEX idempotency_keys_oldest ON idempotency_keys (created_at);
INSERT INTO engines ("engine") VALUES ('medusa');
INSERT INTO engines ("engine") VALUES ('woocommerce');
INSERT INTO statuses ("status", "in_progress") VALUES ('DELETED', 0);
INSERT INTO statuses ("status", "in_progress") VALUES ('DELETING', 1);
INSERT INTO statuses ("status", "in_progress") VALUES ('FAILED', 0);
INSERT INTO statuses ("status", "in_progress") VALUES ('PROVISIONING', 1);
INSERT INTO statuses ("status", "in_progress") VALUES ('READY', 0);
INSERT INTO statuses ("status", "in_progress") VALUES ('SUSPENDED', 0);
INSERT INTO transitions ("from_status", "to_status") VALUES ('DELETING', 'DELETED');
INSERT INTO transitions ("from_status", "to_status") VALUES ('FAILED', 'DELETING');
INSERT INTO transitions ("from_status", "to_status") VALUES ('FAILED', 'PROVISIONING');
INSERT INTO transitions ("from_status", "to_status") VALUES ('FAILED', 'READY');
INSERT INTO transitions ("from_status", "to_status") VALUES ('FAILED', 'SUSPENDED');
INSERT INTO transitions ("from_status", "to_status") VALUES ('PROVISIONING', 'DELETING');
INSERT INTO transitions ("from_status", "to_status") VALUES ('PROVISIONING', 'FAILED');
INSERT INTO transitions ("from_status", "to_status") VALUES ('PROVISIONING', 'READY');
INSERT INTO transitions ("from_status", "to_status") VALUES ('READY', 'DELETING');
INSERT INTO transitions ("from_status", "to_status") VALUES ('READY', 'FAILED');
INSERT INTO transitions ("from_status", "to_status") VALUES ('READY', 'SUSPENDED');
INSERT INTO transitions ("from_status", "to_status") VALUES ('SUSPENDED', 'DELETING');
INSERT INTO transitions ("from_status", "to_status") VALUES ('SUSPENDED', 'FAILED');
INSERT INTO transitions ("from_status", "to_status") VALUES ('SUSPENDED', 'READY');
INSERT INTO health_states ("health") VALUES ('degraded');
INSERT INTO health_states ("health") VALUES ('healthy');
INSERT INTO health_states ("health") VALUES ('maintenance');
INSERT INTO queues ("queue") VALUES ('check');
INSERT INTO queues ("queue") VALUES ('helm_install');
INSERT INTO queues ("queue") VALUES ('helm_remove');
INSERT INTO operation_kinds ("kind") VALUES ('create');
INSERT INTO operation_kinds ("kind") VALUES ('delete');
INSERT INTO operation_kinds ("kind") VALUES ('retry');
INSERT INTO operation_states ("state", "is_open") VALUES ('cancelled', 0);
INSERT INTO operation_states ("state", "is_open") VALUES ('failed', 0);
INSERT INTO operation_states ("state", "is_open") VALUES ('queued', 1);
INSERT INTO operation_states ("state", "is_open") VALUES ('rolled_back', 0);
INSERT INTO operation_states ("state", "is_open") VALUES ('running', 1);
INSERT INTO operation_states ("state", "is_open") VALUES ('succeeded', 0);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'cache', 60);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'database', 50);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'namespace', 20);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'queued', 10);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'release', 30);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'setup', 70);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'url', 90);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'volumes', 40);
INSERT INTO steps ("kind", "step", "place") VALUES ('create', 'web', 80);
INSERT INTO steps ("kind", "step", "place") VALUES ('delete', 'namespace_removal', 20);
INSERT INTO steps ("kind", "step", "place") VALUES ('delete', 'uninstall', 10);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'cache', 60);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'database', 50);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'namespace', 20);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'queued', 10);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'release', 30);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'setup', 70);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'url', 90);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'volumes', 40);
INSERT INTO steps ("kind", "step", "place") VALUES ('retry', 'web', 80);
INSERT INTO skipped_steps ("engine", "step") VALUES ('woocommerce', 'cache');
INSERT INTO event_kinds ("kind") VALUES ('attempt');
INSERT INTO event_kinds ("kind") VALUES ('credentials_revealed');
INSERT INTO event_kinds ("kind") VALUES ('evidence');
INSERT INTO event_kinds ("kind") VALUES ('health');
INSERT INTO event_kinds ("kind") VALUES ('note');
INSERT INTO event_kinds ("kind") VALUES ('outage');
INSERT INTO event_kinds ("kind") VALUES ('step');
INSERT INTO event_kinds ("kind") VALUES ('transition');
INSERT INTO environments ("environment") VALUES ('production');
INSERT INTO environments ("environment") VALUES ('staging');
INSERT INTO expiry_actions ("expiry_action") VALUES ('suspend');
INSERT INTO expiry_actions ("expiry_action") VALUES ('trash');
INSERT INTO releases ("name", "digest", "chart_name", "chart_version", "content", "checked", "actor", "created_at") VALUES ('store-1.0.0', 'sha256:00', 'store', '1.0.0', 'H4sIAAAAAAAA', 0, 'poller', 1795904966415);
INSERT INTO installation ("one", "id", "created_at") VALUES (1, 'f1dc88aa47292231', 1795904966350);
INSERT INTO clusters ("name", "uid", "default_release", "default_release_by", "created_at") VALUES ('default', '6f1c0e5e-3c0b-4b53-9d0e-0f7a4d1f6a10', 'store-1.0.0', 'poller', 1795904966414);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-0-rf3g68', 'default', 'shop-0', 'default', 'medusa', 'store-shop-0-rf3g68', NULL, NULL, NULL, NULL, 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_7of53niqcxrl7bqu', 'helm_install', 1795908567238, NULL, 0, NULL, 0, 1795904966417, 1795904966417, 1795904966417, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-1-ujepta', 'shop-team', 'shop-1', 'default', 'woocommerce', 'store-shop-1-ujepta', 'shop-1.shops.example.com', 'https://shop-1.shops.example.com', 'admin@shop-1.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_9igk45sl7y62cs9m', 'helm_install', 1795908567238, 'north:1:aaaaaaaa', 1, 1795904906477, 0, 1795904966436, 1795904966470, 1795904966436, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-10-kgouie', 'shop-team', 'shop-10', 'default', 'woocommerce', 'store-shop-10-kgouie', 'shop-10.shops.example.com', 'https://shop-10.shops.example.com', 'admin@shop-10.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_wvx3ku4udsejphes', 'helm_install', 1795908567238, 'north:1:aaaaaaaa', 1, 1795904906764, 0, 1795904966748, 1795904966763, 1795904966748, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-11-lb6580', 'Müller & Søn', 'shop-11', 'default', 'woocommerce', 'store-shop-11-lb6580', 'shop-11.shops.example.com', 'https://shop-11.shops.example.com', 'admin@shop-11.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795904966764, 1795904966820, 1795904966764, NULL, 1795904966820, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-12-otj59a', 'default', 'shop-12', 'default', 'medusa', 'store-shop-12-otj59a', 'shop-12.shops.example.com', 'https://shop-12.shops.example.com', 'admin@shop-12.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'healthy', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795904966827, 1795904966845, 1795904966827, 1795904966845, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-13-7lotlk', 'shop-team', 'shop-13', 'default', 'woocommerce', 'store-shop-13-7lotlk', 'shop-13.shops.example.com', 'https://shop-13.shops.example.com', 'admin@shop-13.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'degraded', 'Pods not ready: web', NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795904966890, 1795904966948, 1795904966890, 1795904966945, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-14-ze1nar', 'Müller & Søn', 'shop-14', 'default', 'woocommerce', 'store-shop-14-ze1nar', 'shop-14.shops.example.com', 'https://shop-14.shops.example.com', 'admin@shop-14.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'DELETING', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, 'op_pe42rs1jv6m7vi0n', 'helm_remove', 1795908567238, NULL, 2, NULL, 0, 1795904966948, 1795904967181, 1795904967181, 1795904967117, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-15-xc3fgm', 'default', 'shop-15', 'default', 'medusa', 'store-shop-15-xc3fgm', 'shop-15.shops.example.com', 'https://shop-15.shops.example.com', 'admin@shop-15.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_62zsxg73qpxwm5ld', 'helm_install', 1795908567238, NULL, 1, NULL, 0, 1795904967203, 1795904967224, 1795904967224, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-16-sodfoi', 'shop-team', 'shop-16', 'default', 'woocommerce', 'store-shop-16-sodfoi', 'shop-16.shops.example.com', 'https://shop-16.shops.example.com', 'admin@shop-16.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795904967237, 1795904967240, 1795904967237, NULL, 1795904967240, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-17-c6d079', 'Müller & Søn', 'shop-17', 'default', 'woocommerce', 'store-shop-17-c6d079', 'shop-17.localhost', 'http://shop-17.localhost', 'admin@shop-17.localhost', 'none', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'SUSPENDED', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, 1795904967241, 1795904967246, 1795904967241, 1795904967243, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-2-b15xq6', 'Müller & Søn', 'shop-2', 'default', 'woocommerce', 'store-shop-2-b15xq6', 'shop-2.shops.example.com', 'https://shop-2.shops.example.com', 'admin@shop-2.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795904966481, 1795904966510, 1795904966481, NULL, 1795904966510, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-3-aqv934', 'default', 'shop-3', 'default', 'medusa', 'store-shop-3-aqv934', 'shop-3.shops.example.com', 'https://shop-3.shops.example.com', 'admin@shop-3.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'healthy', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795904966511, 1795904966543, 1795904966511, 1795904966543, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-4-f0eiev', 'shop-team', 'shop-4', 'default', 'woocommerce', 'store-shop-4-f0eiev', 'shop-4.shops.example.com', 'https://shop-4.shops.example.com', 'admin@shop-4.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'degraded', 'Pods not ready: web', NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795904966544, 1795904966552, 1795904966544, 1795904966550, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-5-q9iazu', 'Müller & Søn', 'shop-5', 'default', 'woocommerce', 'store-shop-5-q9iazu', 'shop-5.shops.example.com', 'https://shop-5.shops.example.com', 'admin@shop-5.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'DELETED', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 3, NULL, 0, 1795904966556, 1795904966655, 1795904966624, 1795904966621, NULL, 1795904966655);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-6-61sjhq', 'default', 'shop-6', 'default', 'medusa', 'store-shop-6-61sjhq', 'shop-6.shops.example.com', 'https://shop-6.shops.example.com', 'admin@shop-6.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_4kl3oq79xsmugzav', 'helm_install', 1795908567238, NULL, 1, NULL, 0, 1795904966656, 1795904966687, 1795904966687, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-7-jhyo7u', 'shop-team', 'shop-7', 'default', 'woocommerce', 'store-shop-7-jhyo7u', 'shop-7.shops.example.com', 'https://shop-7.shops.example.com', 'admin@shop-7.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795904966690, 1795904966715, 1795904966690, NULL, 1795904966715, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-8-hixbhg', 'Müller & Søn', 'shop-8', 'default', 'woocommerce', 'store-shop-8-hixbhg', 'shop-8.localhost', 'http://shop-8.localhost', 'admin@shop-8.localhost', 'none', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'SUSPENDED', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, 1795904966740, 1795904966746, 1795904966740, 1795904966745, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-9-6a78oz', 'default', 'shop-9', 'default', 'medusa', 'store-shop-9-6a78oz', NULL, NULL, NULL, NULL, 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_1xudj7hnqvcw2rie', 'helm_install', 1795908567238, NULL, 0, NULL, 0, 1795904966747, 1795904966747, 1795904966747, NULL, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_1xudj7hnqvcw2rie', 'shop-9-6a78oz', 'default', 'create', 'queued', 'queued', 'Queued', NULL, '{"name":"shop-9","engine":"medusa"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-9', 1795904966747, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_4kl3oq79xsmugzav', 'shop-6-61sjhq', 'default', 'retry', 'queued', 'queued', 'Queued', NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'later-6', 1795904966687, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_5fl6xik28b4ls30z', 'shop-5-q9iazu', 'Müller & Søn', 'delete', 'succeeded', 'uninstall', NULL, NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'later-5', 1795904966623, 1795904966653, 1795904966654);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_62zsxg73qpxwm5ld', 'shop-15-xc3fgm', 'default', 'retry', 'queued', 'queued', 'Queued', NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'later-15', 1795904967217, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_7of53niqcxrl7bqu', 'shop-0-rf3g68', 'default', 'create', 'queued', 'queued', 'Queued', NULL, '{"name":"shop-0","engine":"medusa","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-0', 1795904966417, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_82zz7bpa3noqm4i1', 'shop-11-lb6580', 'Müller & Søn', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-11","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_2:Müller & Søn', NULL, 'request-11', 1795904966764, 1795904966788, 1795904966820);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_9igk45sl7y62cs9m', 'shop-1-ujepta', 'shop-team', 'create', 'running', 'release', 'Helm is installing', NULL, '{"name":"shop-1","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-1', 1795904966436, 1795904966458, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_9wy8apd6painliiz', 'shop-2-b15xq6', 'Müller & Søn', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-2","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_2:Müller & Søn', NULL, 'request-2', 1795904966481, 1795904966501, 1795904966504);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_cha9fyqoxzb07pc3', 'shop-13-7lotlk', 'shop-team', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-13","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-13', 1795904966890, 1795904966892, 1795904966945);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_eacshx7r1z7likd0', 'shop-17-c6d079', 'Müller & Søn', 'create', 'succeeded', 'queued', NULL, NULL, '{"name":"shop-17","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-17', 1795904967241, NULL, 1795904967243);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_jznci9v0g3n9bes9', 'shop-4-f0eiev', 'shop-team', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-4","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-4', 1795904966544, 1795904966545, 1795904966550);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_lov9nezb9nkwybcy', 'shop-3-aqv934', 'default', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-3","engine":"medusa"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-3', 1795904966511, 1795904966513, 1795904966542);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_megcd5rfp9shxf9z', 'shop-8-hixbhg', 'Müller & Søn', 'create', 'succeeded', 'queued', NULL, NULL, '{"name":"shop-8","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-8', 1795904966740, NULL, 1795904966744);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_n47aycf3uebwd8mj', 'shop-12-otj59a', 'default', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-12","engine":"medusa"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-12', 1795904966827, 1795904966833, 1795904966844);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_pe42rs1jv6m7vi0n', 'shop-14-ze1nar', 'Müller & Søn', 'delete', 'queued', 'uninstall', 'Queued', NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'later-14', 1795904967163, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_s2gn459y52uhvm9m', 'shop-5-q9iazu', 'Müller & Søn', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-5","engine":"woocommerce","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-5', 1795904966556, 1795904966568, 1795904966612);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_ud6rbqwt265cs7eg', 'shop-14-ze1nar', 'Müller & Søn', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-14","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-14', 1795904966948, 1795904966979, 1795904967117);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_v9nlulx0a0q2unmb', 'shop-6-61sjhq', 'default', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-6","engine":"medusa"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_0:default', NULL, 'request-6', 1795904966656, 1795904966665, 1795904966672);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_wvx3ku4udsejphes', 'shop-10-kgouie', 'shop-team', 'create', 'running', 'release', 'Helm is installing', NULL, '{"name":"shop-10","engine":"woocommerce","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-10', 1795904966748, 1795904966756, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_yire8mykbnc1y0q9', 'shop-16-sodfoi', 'shop-team', 'create', 'cancelled', 'release', NULL, NULL, '{"name":"shop-16","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', 'key_1:shop-team', 'request-16', 1795904967237, 1795904967238, 1795904967240);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_ywa49r49mxlealc9', 'shop-15-xc3fgm', 'default', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-15","engine":"medusa","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_0:default', NULL, 'request-15', 1795904967203, 1795904967205, 1795904967215);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_z78ik4is8rtjnkps', 'shop-7-jhyo7u', 'shop-team', 'create', 'cancelled', 'release', NULL, NULL, '{"name":"shop-7","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', 'key_1:shop-team', 'request-7', 1795904966690, 1795904966692, 1795904966715);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (1, 'shop-0-rf3g68', 'default', 'op_7of53niqcxrl7bqu', 1795904966417, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-0', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (2, 'shop-1-ujepta', 'shop-team', 'op_9igk45sl7y62cs9m', 1795904966436, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (3, 'shop-1-ujepta', 'shop-team', 'op_9igk45sl7y62cs9m', 1795904966470, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (4, 'shop-1-ujepta', 'shop-team', 'op_9igk45sl7y62cs9m', 1795904966470, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (5, 'shop-2-b15xq6', 'Müller & Søn', 'op_9wy8apd6painliiz', 1795904966481, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (6, 'shop-2-b15xq6', 'Müller & Søn', 'op_9wy8apd6painliiz', 1795904966502, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (7, 'shop-2-b15xq6', 'Müller & Søn', 'op_9wy8apd6painliiz', 1795904966502, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (8, 'shop-2-b15xq6', 'Müller & Søn', 'op_9wy8apd6painliiz', 1795904966503, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-2', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (9, 'shop-2-b15xq6', 'Müller & Søn', 'op_9wy8apd6painliiz', 1795904966504, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (10, 'shop-2-b15xq6', 'Müller & Søn', 'op_9wy8apd6painliiz', 1795904966504, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (11, 'shop-2-b15xq6', 'Müller & Søn', 'op_9wy8apd6painliiz', 1795904966510, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (12, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966511, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (13, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966524, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (14, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966524, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (15, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966538, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (16, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966538, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (17, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966538, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (18, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966538, 'step', NULL, NULL, 'cache', NULL, 'cache ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (19, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966538, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (20, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966541, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (21, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966542, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (22, 'shop-3-aqv934', 'default', 'op_lov9nezb9nkwybcy', 1795904966543, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (23, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966544, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (24, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966546, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (25, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966546, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (26, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966546, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (27, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966546, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (28, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966546, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (29, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966546, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (30, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966549, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (31, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966550, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (32, 'shop-4-f0eiev', 'shop-team', 'op_jznci9v0g3n9bes9', 1795904966550, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (33, 'shop-4-f0eiev', 'shop-team', NULL, 1795904966551, 'credentials_revealed', NULL, NULL, NULL, NULL, 'The initial credentials were given to shop-team', 'key_1:shop-team', 'reveal-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (34, 'shop-4-f0eiev', 'shop-team', NULL, 1795904966552, 'health', NULL, NULL, NULL, NULL, 'degraded: Pods not ready: web', 'poller', NULL, NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (35, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966556, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (36, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966580, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (37, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966580, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (38, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966600, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (39, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966600, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (40, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966600, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (41, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966600, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (42, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966612, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (43, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966612, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (44, 'shop-5-q9iazu', 'Müller & Søn', 'op_s2gn459y52uhvm9m', 1795904966621, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (45, 'shop-5-q9iazu', 'Müller & Søn', 'op_5fl6xik28b4ls30z', 1795904966624, 'transition', 'READY', 'DELETING', 'uninstall', NULL, 'Queued', 'key_2:Müller & Søn', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (46, 'shop-5-q9iazu', 'Müller & Søn', 'op_5fl6xik28b4ls30z', 1795904966654, 'step', NULL, NULL, 'uninstall', NULL, 'uninstall ended', 'poller', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (47, 'shop-5-q9iazu', 'Müller & Søn', 'op_5fl6xik28b4ls30z', 1795904966654, 'step', NULL, NULL, 'namespace_removal', NULL, 'namespace_removal ended', 'poller', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (48, 'shop-5-q9iazu', 'Müller & Søn', 'op_5fl6xik28b4ls30z', 1795904966655, 'transition', 'DELETING', 'DELETED', NULL, NULL, NULL, 'poller', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (49, 'shop-6-61sjhq', 'default', 'op_v9nlulx0a0q2unmb', 1795904966656, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (50, 'shop-6-61sjhq', 'default', 'op_v9nlulx0a0q2unmb', 1795904966671, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (51, 'shop-6-61sjhq', 'default', 'op_v9nlulx0a0q2unmb', 1795904966671, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (52, 'shop-6-61sjhq', 'default', 'op_v9nlulx0a0q2unmb', 1795904966671, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-6', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (53, 'shop-6-61sjhq', 'default', 'op_v9nlulx0a0q2unmb', 1795904966672, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (54, 'shop-6-61sjhq', 'default', 'op_v9nlulx0a0q2unmb', 1795904966672, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (55, 'shop-6-61sjhq', 'default', 'op_v9nlulx0a0q2unmb', 1795904966672, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (56, 'shop-6-61sjhq', 'default', 'op_4kl3oq79xsmugzav', 1795904966687, 'transition', 'FAILED', 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'later-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (57, 'shop-7-jhyo7u', 'shop-team', 'op_z78ik4is8rtjnkps', 1795904966690, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (58, 'shop-7-jhyo7u', 'shop-team', 'op_z78ik4is8rtjnkps', 1795904966714, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (59, 'shop-7-jhyo7u', 'shop-team', 'op_z78ik4is8rtjnkps', 1795904966714, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (60, 'shop-7-jhyo7u', 'shop-team', 'op_z78ik4is8rtjnkps', 1795904966715, 'transition', 'PROVISIONING', 'FAILED', 'release', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 'key_1:shop-team', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (61, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966740, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (62, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (63, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (64, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (65, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (66, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (67, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (68, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (69, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966744, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (70, 'shop-8-hixbhg', 'Müller & Søn', 'op_megcd5rfp9shxf9z', 1795904966745, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (71, 'shop-8-hixbhg', 'Müller & Søn', NULL, 1795904966746, 'transition', 'READY', 'SUSPENDED', NULL, NULL, NULL, 'poller', NULL, NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (72, 'shop-9-6a78oz', 'default', 'op_1xudj7hnqvcw2rie', 1795904966747, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-9', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (73, 'shop-10-kgouie', 'shop-team', 'op_wvx3ku4udsejphes', 1795904966748, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (74, 'shop-10-kgouie', 'shop-team', 'op_wvx3ku4udsejphes', 1795904966763, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (75, 'shop-10-kgouie', 'shop-team', 'op_wvx3ku4udsejphes', 1795904966763, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (76, 'shop-11-lb6580', 'Müller & Søn', 'op_82zz7bpa3noqm4i1', 1795904966764, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (77, 'shop-11-lb6580', 'Müller & Søn', 'op_82zz7bpa3noqm4i1', 1795904966789, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (78, 'shop-11-lb6580', 'Müller & Søn', 'op_82zz7bpa3noqm4i1', 1795904966789, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (79, 'shop-11-lb6580', 'Müller & Søn', 'op_82zz7bpa3noqm4i1', 1795904966820, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-11', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (80, 'shop-11-lb6580', 'Müller & Søn', 'op_82zz7bpa3noqm4i1', 1795904966820, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (81, 'shop-11-lb6580', 'Müller & Søn', 'op_82zz7bpa3noqm4i1', 1795904966820, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (82, 'shop-11-lb6580', 'Müller & Søn', 'op_82zz7bpa3noqm4i1', 1795904966820, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (83, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966827, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (84, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966842, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (85, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966842, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (86, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966843, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (87, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966843, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (88, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966843, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (89, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966843, 'step', NULL, NULL, 'cache', NULL, 'cache ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (90, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966843, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (91, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966844, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (92, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966844, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (93, 'shop-12-otj59a', 'default', 'op_n47aycf3uebwd8mj', 1795904966845, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (94, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966890, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (95, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966918, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (96, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966918, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (97, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966919, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (98, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966919, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (99, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966919, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (100, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966919, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (101, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966930, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (102, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966945, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (103, 'shop-13-7lotlk', 'shop-team', 'op_cha9fyqoxzb07pc3', 1795904966945, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (104, 'shop-13-7lotlk', 'shop-team', NULL, 1795904966947, 'credentials_revealed', NULL, NULL, NULL, NULL, 'The initial credentials were given to shop-team', 'key_1:shop-team', 'reveal-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (105, 'shop-13-7lotlk', 'shop-team', NULL, 1795904966948, 'health', NULL, NULL, NULL, NULL, 'degraded: Pods not ready: web', 'poller', NULL, NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (106, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904966948, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (107, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904966980, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (108, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904966980, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (109, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904967007, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (110, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904967007, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (111, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904967007, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (112, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904967007, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (113, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904967117, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (114, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904967117, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (115, 'shop-14-ze1nar', 'Müller & Søn', 'op_ud6rbqwt265cs7eg', 1795904967117, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (116, 'shop-14-ze1nar', 'Müller & Søn', 'op_pe42rs1jv6m7vi0n', 1795904967181, 'transition', 'READY', 'DELETING', 'uninstall', NULL, 'Queued', 'key_2:Müller & Søn', 'later-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (117, 'shop-15-xc3fgm', 'default', 'op_ywa49r49mxlealc9', 1795904967203, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (118, 'shop-15-xc3fgm', 'default', 'op_ywa49r49mxlealc9', 1795904967214, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (119, 'shop-15-xc3fgm', 'default', 'op_ywa49r49mxlealc9', 1795904967214, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (120, 'shop-15-xc3fgm', 'default', 'op_ywa49r49mxlealc9', 1795904967215, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-15', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (121, 'shop-15-xc3fgm', 'default', 'op_ywa49r49mxlealc9', 1795904967215, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (122, 'shop-15-xc3fgm', 'default', 'op_ywa49r49mxlealc9', 1795904967215, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (123, 'shop-15-xc3fgm', 'default', 'op_ywa49r49mxlealc9', 1795904967215, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (124, 'shop-15-xc3fgm', 'default', 'op_62zsxg73qpxwm5ld', 1795904967224, 'transition', 'FAILED', 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'later-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (125, 'shop-16-sodfoi', 'shop-team', 'op_yire8mykbnc1y0q9', 1795904967237, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (126, 'shop-16-sodfoi', 'shop-team', 'op_yire8mykbnc1y0q9', 1795904967239, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (127, 'shop-16-sodfoi', 'shop-team', 'op_yire8mykbnc1y0q9', 1795904967239, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (128, 'shop-16-sodfoi', 'shop-team', 'op_yire8mykbnc1y0q9', 1795904967240, 'transition', 'PROVISIONING', 'FAILED', 'release', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 'key_1:shop-team', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (129, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967241, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (130, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (131, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (132, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (133, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (134, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (135, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (136, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (137, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (138, 'shop-17-c6d079', 'Müller & Søn', 'op_eacshx7r1z7likd0', 1795904967243, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (139, 'shop-17-c6d079', 'Müller & Søn', NULL, 1795904967246, 'transition', 'READY', 'SUSPENDED', NULL, NULL, NULL, 'poller', NULL, NULL);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'crash_loop', 'medusa', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'cancelled', 'woocommerce', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'crash_loop', 'woocommerce', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_ms', '', 'medusa', 50);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_ms', '', 'woocommerce', 302);
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
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '5', 'woocommerce', 6);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '60', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_within', '600', 'woocommerce', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETED', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETING', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'FAILED', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'PROVISIONING', 'medusa', 4);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'READY', 'medusa', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'SUSPENDED', 'medusa', 0);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETED', 'woocommerce', 1);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'DELETING', 'woocommerce', 1);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'FAILED', 'woocommerce', 4);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'PROVISIONING', 'woocommerce', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'READY', 'woocommerce', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('stores', 'SUSPENDED', 'woocommerce', 2);
INSERT INTO leases ("name", "holder", "token", "expires_at", "completed_at") VALUES ('sweep', NULL, 41, NULL, 1795904876415);
INSERT INTO pollers ("id", "version", "cluster", "last_tick_at", "ticks", "stopped_at", "cluster_answered_at", "cluster_problem", "engines", "domain", "url_template", "release_digest") VALUES ('north/0a1b2c3d', '1', 'default', 1795904906414, 3, NULL, NULL, NULL, '{"woocommerce":{"available":true,"reason":null},"medusa":{"available":true,"reason":null}}', 'localhost', 'http://{name}.{domain}', NULL);
INSERT INTO pollers ("id", "version", "cluster", "last_tick_at", "ticks", "stopped_at", "cluster_answered_at", "cluster_problem", "engines", "domain", "url_template", "release_digest") VALUES ('south/0a1b2c3d', '1', 'default', 1795818966414, 3, 1795904966414, NULL, 'connect ECONNREFUSED', '{"woocommerce":{"available":true,"reason":null},"medusa":{"available":true,"reason":null}}', 'localhost', 'http://{name}.{domain}', NULL);
INSERT INTO poller_processes ("id", "poller_id", "pid", "last_beat_at") VALUES ('north:1:aaaaaaaa', 'north/0a1b2c3d', 1, 1795904906415);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_9czujh5m8u', 'acf03f7cbc9fab8d735df3fb4116b2e9fadef9ce874322600b12d1e667174025', 'shop-team', 'read,write', 20, 1795904966414, NULL, NULL, 1795904966414);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_hb45xaxtlt', 'e14eaa51e6e71beccf6de7a80fc82a0d7512f46d0a0ee3a8fb8113342235ef9e', 'Müller & Søn', 'read,write', NULL, 1795904966414, NULL, NULL, 1795904966414);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_w8ixxc6iec', '9073c4c8089ea1d59ff0513569cb8891724902292a7219312e6b1c51c6a7f7ac', 'default', 'read,write', NULL, 1795904966414, NULL, NULL, 1795904966414);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('Müller & Søn', 'key-8', 'bd44f63d158645ddad28097d46f6ec37bca746f013194c1f5368d3f9ad04b4be', 'op_megcd5rfp9shxf9z', 1795904966740);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('default', 'key-0', 'a8143e2e1c0c61e32fb4096109578f4cc6159f8c1fcde784db4e7273e98fd536', 'op_7of53niqcxrl7bqu', 1795904966417);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('default', 'key-12', '44b53860b6fc591ad84cf3e35a9defe282dcce9509213fa87c8b6c968a6e31c9', 'op_n47aycf3uebwd8mj', 1795904966827);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('shop-team', 'key-16', 'ef95910915bdbcde8e8160eaab57eb1f4f2728c12a1b154e11fa2bcc8a45481b', 'op_yire8mykbnc1y0q9', 1795904967237);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('shop-team', 'key-4', '180a2fdb1ecf63d36675c69dad13e548818e61ce377a91c0dddb52e4102383df', 'op_jznci9v0g3n9bes9', 1795904966544);
INSERT INTO schema_versions ("version", "readable_from", "applied_at") VALUES (1, 1, 1795904966326);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence (name, seq) VALUES ('events', 139);
CREATE TRIGGER stores_refuse_transition BEFORE UPDATE OF status ON stores
WHEN OLD.status <> NEW.status AND NOT EXISTS (
  SELECT 1 FROM transitions WHERE from_status = OLD.status AND to_status = NEW.status
)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition');
END;
CREATE TRIGGER stores_refuse_insert BEFORE INSERT ON stores
WHEN NEW.status <> 'PROVISIONING'
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: a store begins as PROVISIONING');
END;
CREATE TRIGGER stores_insert_with_operation BEFORE INSERT ON stores
WHEN NEW.operation_id IS NULL AND (SELECT in_progress FROM statuses WHERE status = NEW.status)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: a store in progress needs an operation');
END;
CREATE TRIGGER stores_update_with_operation BEFORE UPDATE OF status, operation_id ON stores
WHEN NEW.operation_id IS NULL AND (SELECT in_progress FROM statuses WHERE status = NEW.status)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: a store in progress needs an operation');
END;
CREATE TRIGGER stores_insert_with_open_operation BEFORE INSERT ON stores
WHEN NEW.operation_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM operations WHERE id = NEW.operation_id AND store_id = NEW.id AND finished_at IS NULL
)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: the operation is not an open one of this store');
END;
CREATE TRIGGER stores_update_with_open_operation BEFORE UPDATE OF operation_id ON stores
WHEN NEW.operation_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM operations WHERE id = NEW.operation_id AND store_id = NEW.id AND finished_at IS NULL
)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: the operation is not an open one of this store');
END;
CREATE TRIGGER operations_insert_with_end BEFORE INSERT ON operations
WHEN (NEW.finished_at IS NULL) <> (SELECT is_open FROM operation_states WHERE state = NEW.state)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: an operation has finished_at exactly when it has ended');
END;
CREATE TRIGGER operations_update_with_end BEFORE UPDATE OF state, finished_at ON operations
WHEN (NEW.finished_at IS NULL) <> (SELECT is_open FROM operation_states WHERE state = NEW.state)
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: an operation has finished_at exactly when it has ended');
END;
CREATE TRIGGER operations_refuse_reopening
BEFORE UPDATE OF state, step, failure_code, failure_reason, cancelled_by, finished_at ON operations
WHEN OLD.finished_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'illegal transition: the operation has ended');
END;
CREATE TRIGGER stores_begin_operation AFTER UPDATE OF lease_token ON stores WHEN NEW.lease_token <> OLD.lease_token
BEGIN
  UPDATE operations SET state = 'running', started_at = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)
  WHERE id = NEW.operation_id AND state = 'queued';
END;
CREATE TRIGGER stores_record_creation AFTER INSERT ON stores
BEGIN
  INSERT INTO events (store_id, owner, operation_id, at, kind, to_status, step, message, actor, request_id)
  SELECT NEW.id, NEW.owner, NEW.operation_id, NEW.created_at, 'transition', NEW.status, operations.step, operations.message,
    operations.actor, operations.request_id
  FROM (SELECT 1) LEFT JOIN operations ON operations.id = NEW.operation_id;
END;
CREATE TRIGGER operations_record_steps AFTER UPDATE OF step, state ON operations
WHEN (OLD.step <> NEW.step AND NEW.finished_at IS NULL) OR (OLD.state <> NEW.state AND NEW.state = 'succeeded')
BEGIN
  INSERT INTO events (store_id, owner, operation_id, at, kind, step, message, request_id)
  SELECT NEW.store_id, NEW.owner, NEW.id, CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER), 'step', steps.step,
    steps.step || ' ended', NEW.request_id
  FROM steps
  WHERE steps.kind = NEW.kind
    AND steps.place >= (SELECT place FROM steps WHERE kind = NEW.kind AND step = OLD.step)
    AND (NEW.state = 'succeeded' OR steps.place < (SELECT place FROM steps WHERE kind = NEW.kind AND step = NEW.step))
    AND NOT EXISTS (
      SELECT 1 FROM skipped_steps JOIN stores ON stores.engine = skipped_steps.engine
      WHERE stores.id = NEW.store_id AND skipped_steps.step = steps.step)
  ORDER BY steps.place;
END;
CREATE TRIGGER stores_record_transition AFTER UPDATE OF status ON stores WHEN OLD.status <> NEW.status
BEGIN
  INSERT INTO events (store_id, owner, operation_id, at, kind, from_status, to_status, step, code, message, actor, request_id)
  SELECT NEW.id, NEW.owner, operations.id, NEW.updated_at, 'transition', OLD.status, NEW.status,
    CASE WHEN operations.state IN ('succeeded', 'rolled_back') THEN NULL ELSE operations.step END,
    NEW.failure_code, coalesce(NEW.failure_reason, CASE WHEN operations.finished_at IS NULL THEN operations.message END),
    CASE WHEN NEW.operation_id IS NOT OLD.operation_id AND NEW.operation_id IS NOT NULL THEN operations.actor
      ELSE coalesce(operations.cancelled_by, 'poller') END,
    operations.request_id
  FROM (SELECT 1) LEFT JOIN operations ON operations.id = coalesce(NEW.operation_id, OLD.operation_id);
END;
CREATE TRIGGER stores_record_health AFTER UPDATE OF health, health_reason ON stores
WHEN OLD.status = 'READY' AND NEW.status = 'READY'
  AND (OLD.health IS NOT NEW.health OR OLD.health_reason IS NOT NEW.health_reason)
BEGIN
  INSERT INTO events (store_id, owner, operation_id, at, kind, message)
  VALUES (NEW.id, NEW.owner, NEW.operation_id, NEW.updated_at, 'health', NEW.health || coalesce(': ' || NEW.health_reason, ''));
END;
CREATE TRIGGER engines_count_from_zero AFTER INSERT ON engines
BEGIN
  INSERT INTO counters (metric, label, engine, value) SELECT 'stores', status, NEW.engine, 0 FROM statuses;
  INSERT INTO counters (metric, label, engine, value) VALUES ('ready_ms', '', NEW.engine, 0);
  INSERT INTO counters (metric, label, engine, value)
  VALUES ('ready_within', '5', NEW.engine, 0), ('ready_within', '10', NEW.engine, 0), ('ready_within', '20', NEW.engine, 0), ('ready_within', '30', NEW.engine, 0), ('ready_within', '60', NEW.engine, 0), ('ready_within', '120', NEW.engine, 0), ('ready_within', '180', NEW.engine, 0), ('ready_within', '300', NEW.engine, 0), ('ready_within', '600', NEW.engine, 0), ('ready_within', '1200', NEW.engine, 0), ('ready_within', '+Inf', NEW.engine, 0);
END;
CREATE TRIGGER statuses_count_from_zero AFTER INSERT ON statuses
BEGIN
  INSERT INTO counters (metric, label, engine, value) SELECT 'stores', NEW.status, engine, 0 FROM engines;
END;
CREATE TRIGGER stores_count_creation AFTER INSERT ON stores
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
