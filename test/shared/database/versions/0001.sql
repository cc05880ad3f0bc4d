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
INSERT INTO releases ("name", "digest", "chart_name", "chart_version", "content", "checked", "actor", "created_at") VALUES ('store-1.0.0', 'sha256:00', 'store', '1.0.0', 'H4sIAAAAAAAA', 0, 'poller', 1795903538456);
INSERT INTO installation ("one", "id", "created_at") VALUES (1, '8853bdb8bcfe7dc4', 1795903538440);
INSERT INTO clusters ("name", "uid", "default_release", "default_release_by", "created_at") VALUES ('default', '6f1c0e5e-3c0b-4b53-9d0e-0f7a4d1f6a10', 'store-1.0.0', 'poller', 1795903538455);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-0-03gs8z', 'default', 'shop-0', 'default', 'medusa', 'store-shop-0-03gs8z', NULL, NULL, NULL, NULL, 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_81pltent45j67ig6', 'helm_install', 1795907139459, NULL, 0, NULL, 0, 1795903538458, 1795903538458, 1795903538458, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-1-pvb4t0', 'shop-team', 'shop-1', 'default', 'woocommerce', 'store-shop-1-pvb4t0', 'shop-1.shops.example.com', 'https://shop-1.shops.example.com', 'admin@shop-1.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_7twa4v91uchkct6c', 'helm_install', 1795907139459, 'north:1:aaaaaaaa', 1, 1795903478472, 0, 1795903538462, 1795903538469, 1795903538462, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-10-hv95zf', 'shop-team', 'shop-10', 'default', 'woocommerce', 'store-shop-10-hv95zf', 'shop-10.shops.example.com', 'https://shop-10.shops.example.com', 'admin@shop-10.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_ao0m5qvmkqs1kqk3', 'helm_install', 1795907139459, 'north:1:aaaaaaaa', 1, 1795903478932, 0, 1795903538904, 1795903538931, 1795903538904, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-11-jk00xk', 'Müller & Søn', 'shop-11', 'default', 'woocommerce', 'store-shop-11-jk00xk', 'shop-11.shops.example.com', 'https://shop-11.shops.example.com', 'admin@shop-11.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795903538932, 1795903539024, 1795903538932, NULL, 1795903539024, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-12-ibqvz3', 'default', 'shop-12', 'default', 'medusa', 'store-shop-12-ibqvz3', 'shop-12.shops.example.com', 'https://shop-12.shops.example.com', 'admin@shop-12.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'healthy', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795903539026, 1795903539135, 1795903539026, 1795903539135, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-13-auikkv', 'shop-team', 'shop-13', 'default', 'woocommerce', 'store-shop-13-auikkv', 'shop-13.shops.example.com', 'https://shop-13.shops.example.com', 'admin@shop-13.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'degraded', 'Pods not ready: web', NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795903539136, 1795903539234, 1795903539136, 1795903539223, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-14-7lbu0g', 'Müller & Søn', 'shop-14', 'default', 'woocommerce', 'store-shop-14-7lbu0g', 'shop-14.shops.example.com', 'https://shop-14.shops.example.com', 'admin@shop-14.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'DELETING', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, 'op_0ti1ey8fhjlk7166', 'helm_remove', 1795907139459, NULL, 2, NULL, 0, 1795903539251, 1795903539388, 1795903539388, 1795903539261, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-15-46r9v1', 'default', 'shop-15', 'default', 'medusa', 'store-shop-15-46r9v1', 'shop-15.shops.example.com', 'https://shop-15.shops.example.com', 'admin@shop-15.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_n3v8th3scve91qcg', 'helm_install', 1795907139459, NULL, 1, NULL, 0, 1795903539400, 1795903539437, 1795903539437, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-16-xrwtaz', 'shop-team', 'shop-16', 'default', 'woocommerce', 'store-shop-16-xrwtaz', 'shop-16.shops.example.com', 'https://shop-16.shops.example.com', 'admin@shop-16.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795903539458, 1795903539460, 1795903539458, NULL, 1795903539460, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-17-nlkdrj', 'Müller & Søn', 'shop-17', 'default', 'woocommerce', 'store-shop-17-nlkdrj', 'shop-17.localhost', 'http://shop-17.localhost', 'admin@shop-17.localhost', 'none', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'SUSPENDED', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, 1795903539494, 1795903539496, 1795903539494, 1795903539495, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-2-dysos3', 'Müller & Søn', 'shop-2', 'default', 'woocommerce', 'store-shop-2-dysos3', 'shop-2.shops.example.com', 'https://shop-2.shops.example.com', 'admin@shop-2.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795903538473, 1795903538505, 1795903538473, NULL, 1795903538505, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-3-5kyrzj', 'default', 'shop-3', 'default', 'medusa', 'store-shop-3-5kyrzj', 'shop-3.shops.example.com', 'https://shop-3.shops.example.com', 'admin@shop-3.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'healthy', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795903538506, 1795903538527, 1795903538506, 1795903538527, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-4-off48e', 'shop-team', 'shop-4', 'default', 'woocommerce', 'store-shop-4-off48e', 'shop-4.shops.example.com', 'https://shop-4.shops.example.com', 'admin@shop-4.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'READY', NULL, NULL, 0, 'degraded', 'Pods not ready: web', NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL, 0, 1795903538528, 1795903538551, 1795903538528, 1795903538549, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-5-epp9lp', 'Müller & Søn', 'shop-5', 'default', 'woocommerce', 'store-shop-5-epp9lp', 'shop-5.shops.example.com', 'https://shop-5.shops.example.com', 'admin@shop-5.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', 'store-1.0.0', 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'DELETED', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 3, NULL, 0, 1795903538552, 1795903538611, 1795903538590, 1795903538575, NULL, 1795903538611);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-6-45xi7y', 'default', 'shop-6', 'default', 'medusa', 'store-shop-6-45xi7y', 'shop-6.shops.example.com', 'https://shop-6.shops.example.com', 'admin@shop-6.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_gmhaxopeedf2elu9', 'helm_install', 1795907139459, NULL, 1, NULL, 0, 1795903538622, 1795903538664, 1795903538664, NULL, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-7-jkfg6l', 'shop-team', 'shop-7', 'default', 'woocommerce', 'store-shop-7-jkfg6l', 'shop-7.shops.example.com', 'https://shop-7.shops.example.com', 'admin@shop-7.shops.example.com', '5f3a9c01', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'FAILED', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1795903538729, 1795903538799, 1795903538729, NULL, 1795903538799, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-8-l8cm3k', 'Müller & Søn', 'shop-8', 'default', 'woocommerce', 'store-shop-8-l8cm3k', 'shop-8.localhost', 'http://shop-8.localhost', 'admin@shop-8.localhost', 'none', 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'SUSPENDED', NULL, NULL, 0, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, 1795903538810, 1795903538868, 1795903538810, 1795903538866, NULL, NULL);
INSERT INTO stores ("id", "owner", "name", "cluster", "engine", "namespace", "host", "url", "admin_email", "key_id", "credential_generation", "environment", "plan", "settings", "release", "suspended", "suspended_by", "suspended_reason", "suspended_at", "expires_at", "on_expiry", "purge_at", "protected", "status", "failure_code", "failure_reason", "recoverable", "health", "health_reason", "applied_release", "helm_revision", "versions", "last_backup_at", "operation_id", "queue", "due_at", "lease_holder", "lease_token", "lease_expires_at", "expired_leases", "created_at", "updated_at", "started_at", "ready_at", "failed_at", "deleted_at") VALUES ('shop-9-76z1dg', 'default', 'shop-9', 'default', 'medusa', 'store-shop-9-76z1dg', NULL, NULL, NULL, NULL, 0, 'production', NULL, '{}', NULL, 0, NULL, NULL, NULL, NULL, 'suspend', NULL, 0, 'PROVISIONING', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'op_odwnnbk8ryqig4we', 'helm_install', 1795907139459, NULL, 0, NULL, 0, 1795903538903, 1795903538903, 1795903538903, NULL, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_0ti1ey8fhjlk7166', 'shop-14-7lbu0g', 'Müller & Søn', 'delete', 'queued', 'uninstall', 'Queued', NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'later-14', 1795903539388, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_73uokxekzs5ujx4e', 'shop-3-5kyrzj', 'default', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-3","engine":"medusa"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-3', 1795903538506, 1795903538507, 1795903538527);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_7twa4v91uchkct6c', 'shop-1-pvb4t0', 'shop-team', 'create', 'running', 'release', 'Helm is installing', NULL, '{"name":"shop-1","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-1', 1795903538462, 1795903538466, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_81pltent45j67ig6', 'shop-0-03gs8z', 'default', 'create', 'queued', 'queued', 'Queued', NULL, '{"name":"shop-0","engine":"medusa","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-0', 1795903538458, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_amnkgta9t7rhc8er', 'shop-17-nlkdrj', 'Müller & Søn', 'create', 'succeeded', 'queued', NULL, NULL, '{"name":"shop-17","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-17', 1795903539494, NULL, 1795903539495);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_ao0m5qvmkqs1kqk3', 'shop-10-hv95zf', 'shop-team', 'create', 'running', 'release', 'Helm is installing', NULL, '{"name":"shop-10","engine":"woocommerce","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-10', 1795903538904, 1795903538930, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_dtlzl70w27z7tji5', 'shop-5-epp9lp', 'Müller & Søn', 'delete', 'succeeded', 'uninstall', NULL, NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'later-5', 1795903538577, 1795903538592, 1795903538609);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_dtpsaepx8aer1z7v', 'shop-11-jk00xk', 'Müller & Søn', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-11","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_2:Müller & Søn', NULL, 'request-11', 1795903538932, 1795903538968, 1795903539013);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_elkys8lpil1saheo', 'shop-6-45xi7y', 'default', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-6","engine":"medusa"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_0:default', NULL, 'request-6', 1795903538622, 1795903538624, 1795903538662);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_gmhaxopeedf2elu9', 'shop-6-45xi7y', 'default', 'retry', 'queued', 'queued', 'Queued', NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'later-6', 1795903538664, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_h1xpx9xt66pyug01', 'shop-4-off48e', 'shop-team', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-4","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-4', 1795903538528, 1795903538538, 1795903538549);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_kzgxem9s8tgjsunx', 'shop-2-dysos3', 'Müller & Søn', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-2","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_2:Müller & Søn', NULL, 'request-2', 1795903538473, 1795903538490, 1795903538500);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_mst35yybsi04wu2m', 'shop-16-xrwtaz', 'shop-team', 'create', 'cancelled', 'release', NULL, NULL, '{"name":"shop-16","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', 'key_1:shop-team', 'request-16', 1795903539458, 1795903539459, 1795903539460);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_n3v8th3scve91qcg', 'shop-15-46r9v1', 'default', 'retry', 'queued', 'queued', 'Queued', NULL, '{}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'later-15', 1795903539437, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_o69r7b904mvht5iu', 'shop-12-ibqvz3', 'default', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-12","engine":"medusa"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-12', 1795903539026, 1795903539084, 1795903539135);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_odwnnbk8ryqig4we', 'shop-9-76z1dg', 'default', 'create', 'queued', 'queued', 'Queued', NULL, '{"name":"shop-9","engine":"medusa"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_0:default', NULL, 'request-9', 1795903538903, NULL, NULL);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_q9v23pz69s9v6ocr', 'shop-14-7lbu0g', 'Müller & Søn', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-14","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-14', 1795903539251, 1795903539258, 1795903539260);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_tlpkvucmo1rqsx6i', 'shop-13-auikkv', 'shop-team', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-13","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', NULL, 'request-13', 1795903539136, 1795903539186, 1795903539222);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_ulzy4931ny9vzlcw', 'shop-7-jkfg6l', 'shop-team', 'create', 'cancelled', 'release', NULL, NULL, '{"name":"shop-7","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_1:shop-team', 'key_1:shop-team', 'request-7', 1795903538729, 1795903538731, 1795903538774);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_vac7crh4mu7tg7n3', 'shop-5-epp9lp', 'Müller & Søn', 'create', 'succeeded', 'url', NULL, NULL, '{"name":"shop-5","engine":"woocommerce","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-5', 1795903538552, 1795903538563, 1795903538574);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_vy6yhw5alrpjn1fu', 'shop-15-46r9v1', 'default', 'create', 'failed', 'web', NULL, NULL, '{"name":"shop-15","engine":"medusa","release":"store-1.0.0"}', NULL, 0, NULL, 0, NULL, 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'key_0:default', NULL, 'request-15', 1795903539400, 1795903539427, 1795903539436);
INSERT INTO operations ("id", "store_id", "owner", "kind", "state", "step", "message", "checkpoint", "params", "result", "attempts", "pending_fault", "observed_ms", "last_observed_at", "failure_code", "failure_reason", "actor", "cancelled_by", "request_id", "created_at", "started_at", "finished_at") VALUES ('op_x49cl6celpkj09us', 'shop-8-l8cm3k', 'Müller & Søn', 'create', 'succeeded', 'queued', NULL, NULL, '{"name":"shop-8","engine":"woocommerce"}', NULL, 0, NULL, 0, NULL, NULL, NULL, 'key_2:Müller & Søn', NULL, 'request-8', 1795903538810, NULL, 1795903538829);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (1, 'shop-0-03gs8z', 'default', 'op_81pltent45j67ig6', 1795903538458, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-0', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (2, 'shop-1-pvb4t0', 'shop-team', 'op_7twa4v91uchkct6c', 1795903538462, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (3, 'shop-1-pvb4t0', 'shop-team', 'op_7twa4v91uchkct6c', 1795903538468, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (4, 'shop-1-pvb4t0', 'shop-team', 'op_7twa4v91uchkct6c', 1795903538468, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-1', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (5, 'shop-2-dysos3', 'Müller & Søn', 'op_kzgxem9s8tgjsunx', 1795903538473, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (6, 'shop-2-dysos3', 'Müller & Søn', 'op_kzgxem9s8tgjsunx', 1795903538492, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (7, 'shop-2-dysos3', 'Müller & Søn', 'op_kzgxem9s8tgjsunx', 1795903538492, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (8, 'shop-2-dysos3', 'Müller & Søn', 'op_kzgxem9s8tgjsunx', 1795903538500, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-2', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (9, 'shop-2-dysos3', 'Müller & Søn', 'op_kzgxem9s8tgjsunx', 1795903538500, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (10, 'shop-2-dysos3', 'Müller & Søn', 'op_kzgxem9s8tgjsunx', 1795903538500, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (11, 'shop-2-dysos3', 'Müller & Søn', 'op_kzgxem9s8tgjsunx', 1795903538505, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-2', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (12, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538506, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (13, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538508, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (14, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538508, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (15, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538509, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (16, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538509, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (17, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538509, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (18, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538509, 'step', NULL, NULL, 'cache', NULL, 'cache ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (19, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538523, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (20, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538526, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (21, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538527, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (22, 'shop-3-5kyrzj', 'default', 'op_73uokxekzs5ujx4e', 1795903538527, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-3', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (23, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538528, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (24, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538539, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (25, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538539, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (26, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538539, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (27, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538539, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (28, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538539, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (29, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538540, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (30, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538549, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (31, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538549, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (32, 'shop-4-off48e', 'shop-team', 'op_h1xpx9xt66pyug01', 1795903538549, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (33, 'shop-4-off48e', 'shop-team', NULL, 1795903538551, 'credentials_revealed', NULL, NULL, NULL, NULL, 'The initial credentials were given to shop-team', 'key_1:shop-team', 'reveal-4', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (34, 'shop-4-off48e', 'shop-team', NULL, 1795903538551, 'health', NULL, NULL, NULL, NULL, 'degraded: Pods not ready: web', 'poller', NULL, NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (35, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538552, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (36, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538564, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (37, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538564, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (38, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538564, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (39, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538564, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (40, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538564, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (41, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538565, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (42, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538574, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (43, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538574, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (44, 'shop-5-epp9lp', 'Müller & Søn', 'op_vac7crh4mu7tg7n3', 1795903538575, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (45, 'shop-5-epp9lp', 'Müller & Søn', 'op_dtlzl70w27z7tji5', 1795903538590, 'transition', 'READY', 'DELETING', 'uninstall', NULL, 'Queued', 'key_2:Müller & Søn', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (46, 'shop-5-epp9lp', 'Müller & Søn', 'op_dtlzl70w27z7tji5', 1795903538609, 'step', NULL, NULL, 'uninstall', NULL, 'uninstall ended', 'poller', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (47, 'shop-5-epp9lp', 'Müller & Søn', 'op_dtlzl70w27z7tji5', 1795903538609, 'step', NULL, NULL, 'namespace_removal', NULL, 'namespace_removal ended', 'poller', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (48, 'shop-5-epp9lp', 'Müller & Søn', 'op_dtlzl70w27z7tji5', 1795903538611, 'transition', 'DELETING', 'DELETED', NULL, NULL, NULL, 'poller', 'later-5', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (49, 'shop-6-45xi7y', 'default', 'op_elkys8lpil1saheo', 1795903538622, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (50, 'shop-6-45xi7y', 'default', 'op_elkys8lpil1saheo', 1795903538624, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (51, 'shop-6-45xi7y', 'default', 'op_elkys8lpil1saheo', 1795903538624, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (52, 'shop-6-45xi7y', 'default', 'op_elkys8lpil1saheo', 1795903538662, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-6', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (53, 'shop-6-45xi7y', 'default', 'op_elkys8lpil1saheo', 1795903538662, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (54, 'shop-6-45xi7y', 'default', 'op_elkys8lpil1saheo', 1795903538662, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (55, 'shop-6-45xi7y', 'default', 'op_elkys8lpil1saheo', 1795903538662, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (56, 'shop-6-45xi7y', 'default', 'op_gmhaxopeedf2elu9', 1795903538664, 'transition', 'FAILED', 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'later-6', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (57, 'shop-7-jkfg6l', 'shop-team', 'op_ulzy4931ny9vzlcw', 1795903538729, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (58, 'shop-7-jkfg6l', 'shop-team', 'op_ulzy4931ny9vzlcw', 1795903538732, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (59, 'shop-7-jkfg6l', 'shop-team', 'op_ulzy4931ny9vzlcw', 1795903538732, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (60, 'shop-7-jkfg6l', 'shop-team', 'op_ulzy4931ny9vzlcw', 1795903538799, 'transition', 'PROVISIONING', 'FAILED', 'release', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 'key_1:shop-team', 'request-7', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (61, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538810, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (62, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (63, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (64, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (65, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (66, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (67, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (68, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (69, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538829, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (70, 'shop-8-l8cm3k', 'Müller & Søn', 'op_x49cl6celpkj09us', 1795903538866, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-8', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (71, 'shop-8-l8cm3k', 'Müller & Søn', NULL, 1795903538868, 'transition', 'READY', 'SUSPENDED', NULL, NULL, NULL, 'poller', NULL, NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (72, 'shop-9-76z1dg', 'default', 'op_odwnnbk8ryqig4we', 1795903538903, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-9', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (73, 'shop-10-hv95zf', 'shop-team', 'op_ao0m5qvmkqs1kqk3', 1795903538904, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (74, 'shop-10-hv95zf', 'shop-team', 'op_ao0m5qvmkqs1kqk3', 1795903538931, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (75, 'shop-10-hv95zf', 'shop-team', 'op_ao0m5qvmkqs1kqk3', 1795903538931, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-10', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (76, 'shop-11-jk00xk', 'Müller & Søn', 'op_dtpsaepx8aer1z7v', 1795903538932, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (77, 'shop-11-jk00xk', 'Müller & Søn', 'op_dtpsaepx8aer1z7v', 1795903538977, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (78, 'shop-11-jk00xk', 'Müller & Søn', 'op_dtpsaepx8aer1z7v', 1795903538977, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (79, 'shop-11-jk00xk', 'Müller & Søn', 'op_dtpsaepx8aer1z7v', 1795903539012, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-11', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (80, 'shop-11-jk00xk', 'Müller & Søn', 'op_dtpsaepx8aer1z7v', 1795903539013, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (81, 'shop-11-jk00xk', 'Müller & Søn', 'op_dtpsaepx8aer1z7v', 1795903539013, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (82, 'shop-11-jk00xk', 'Müller & Søn', 'op_dtpsaepx8aer1z7v', 1795903539024, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-11', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (83, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539026, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (84, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539098, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (85, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539098, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (86, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539133, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (87, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539133, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (88, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539133, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (89, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539133, 'step', NULL, NULL, 'cache', NULL, 'cache ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (90, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539133, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (91, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539135, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (92, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539135, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (93, 'shop-12-ibqvz3', 'default', 'op_o69r7b904mvht5iu', 1795903539135, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-12', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (94, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539136, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (95, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539187, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (96, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539187, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (97, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539188, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (98, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539188, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (99, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539188, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (100, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539188, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (101, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539222, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (102, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539222, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (103, 'shop-13-auikkv', 'shop-team', 'op_tlpkvucmo1rqsx6i', 1795903539223, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (104, 'shop-13-auikkv', 'shop-team', NULL, 1795903539234, 'credentials_revealed', NULL, NULL, NULL, NULL, 'The initial credentials were given to shop-team', 'key_1:shop-team', 'reveal-13', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (105, 'shop-13-auikkv', 'shop-team', NULL, 1795903539234, 'health', NULL, NULL, NULL, NULL, 'degraded: Pods not ready: web', 'poller', NULL, NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (106, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539251, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (107, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539259, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (108, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539259, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (109, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539259, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (110, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539259, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (111, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539259, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (112, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539259, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (113, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539260, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (114, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539260, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (115, 'shop-14-7lbu0g', 'Müller & Søn', 'op_q9v23pz69s9v6ocr', 1795903539261, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (116, 'shop-14-7lbu0g', 'Müller & Søn', 'op_0ti1ey8fhjlk7166', 1795903539388, 'transition', 'READY', 'DELETING', 'uninstall', NULL, 'Queued', 'key_2:Müller & Søn', 'later-14', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (117, 'shop-15-46r9v1', 'default', 'op_vy6yhw5alrpjn1fu', 1795903539400, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (118, 'shop-15-46r9v1', 'default', 'op_vy6yhw5alrpjn1fu', 1795903539435, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (119, 'shop-15-46r9v1', 'default', 'op_vy6yhw5alrpjn1fu', 1795903539435, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (120, 'shop-15-46r9v1', 'default', 'op_vy6yhw5alrpjn1fu', 1795903539436, 'evidence', NULL, NULL, 'release', NULL, 'What the pod said last', 'poller', 'request-15', '{"logs":"Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 Fatal error: Uncaught Exception\n 日本 😀 "}');
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (121, 'shop-15-46r9v1', 'default', 'op_vy6yhw5alrpjn1fu', 1795903539436, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (122, 'shop-15-46r9v1', 'default', 'op_vy6yhw5alrpjn1fu', 1795903539436, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (123, 'shop-15-46r9v1', 'default', 'op_vy6yhw5alrpjn1fu', 1795903539436, 'transition', 'PROVISIONING', 'FAILED', 'web', 'crash_loop', 'Pods not ready: container "web" of pod web-0 ended 3 times; it''s last words: "panic"', 'poller', 'request-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (124, 'shop-15-46r9v1', 'default', 'op_n3v8th3scve91qcg', 1795903539437, 'transition', 'FAILED', 'PROVISIONING', 'queued', NULL, 'Queued', 'key_0:default', 'later-15', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (125, 'shop-16-xrwtaz', 'shop-team', 'op_mst35yybsi04wu2m', 1795903539458, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_1:shop-team', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (126, 'shop-16-xrwtaz', 'shop-team', 'op_mst35yybsi04wu2m', 1795903539460, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (127, 'shop-16-xrwtaz', 'shop-team', 'op_mst35yybsi04wu2m', 1795903539460, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (128, 'shop-16-xrwtaz', 'shop-team', 'op_mst35yybsi04wu2m', 1795903539460, 'transition', 'PROVISIONING', 'FAILED', 'release', 'cancelled', 'Provisioning was cancelled: the operation was cancelled before the store was ready', 'key_1:shop-team', 'request-16', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (129, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539494, 'transition', NULL, 'PROVISIONING', 'queued', NULL, 'Queued', 'key_2:Müller & Søn', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (130, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'queued', NULL, 'queued ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (131, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'namespace', NULL, 'namespace ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (132, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'release', NULL, 'release ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (133, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'volumes', NULL, 'volumes ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (134, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'database', NULL, 'database ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (135, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'setup', NULL, 'setup ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (136, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'web', NULL, 'web ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (137, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'step', NULL, NULL, 'url', NULL, 'url ended', 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (138, 'shop-17-nlkdrj', 'Müller & Søn', 'op_amnkgta9t7rhc8er', 1795903539495, 'transition', 'PROVISIONING', 'READY', NULL, NULL, NULL, 'poller', 'request-17', NULL);
INSERT INTO events ("id", "store_id", "owner", "operation_id", "at", "kind", "from_status", "to_status", "step", "code", "message", "actor", "request_id", "evidence") VALUES (139, 'shop-17-nlkdrj', 'Müller & Søn', NULL, 1795903539496, 'transition', 'READY', 'SUSPENDED', NULL, NULL, NULL, 'poller', NULL, NULL);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'crash_loop', 'medusa', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'cancelled', 'woocommerce', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('failures', 'crash_loop', 'woocommerce', 2);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_ms', '', 'medusa', 130);
INSERT INTO counters ("metric", "label", "engine", "value") VALUES ('ready_ms', '', 'woocommerce', 198);
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
INSERT INTO leases ("name", "holder", "token", "expires_at", "completed_at") VALUES ('sweep', NULL, 41, NULL, 1795903448456);
INSERT INTO pollers ("id", "version", "cluster", "last_tick_at", "ticks", "stopped_at", "cluster_answered_at", "cluster_problem", "engines", "domain", "url_template", "release_digest") VALUES ('north/0a1b2c3d', '1', 'default', 1795903478454, 3, NULL, NULL, NULL, '{"woocommerce":{"available":true,"reason":null},"medusa":{"available":true,"reason":null}}', 'localhost', 'http://{name}.{domain}', NULL);
INSERT INTO pollers ("id", "version", "cluster", "last_tick_at", "ticks", "stopped_at", "cluster_answered_at", "cluster_problem", "engines", "domain", "url_template", "release_digest") VALUES ('south/0a1b2c3d', '1', 'default', 1795817538454, 3, 1795903538454, NULL, 'connect ECONNREFUSED', '{"woocommerce":{"available":true,"reason":null},"medusa":{"available":true,"reason":null}}', 'localhost', 'http://{name}.{domain}', NULL);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_jfyww38b7c', 'f2ee2e2e475c285b93b9b9f71db37360640ebe5084b1aeee042459906b0381f1', 'Müller & Søn', 'read,write', NULL, 1795903538453, NULL, NULL, 1795903538453);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_ndmydjsmzi', '0d1e8899fd1ff45cfd6e078cfc6efd9278464998be4df5883ad1096fb8648958', 'shop-team', 'read,write', 20, 1795903538453, NULL, NULL, 1795903538453);
INSERT INTO api_keys ("id", "hash", "owner", "scopes", "max_stores", "created_at", "expires_at", "revoked_at", "last_used_at") VALUES ('key_x7vcuv6a8n', '827d752e8bbc4933833dd312a766694b5cb5e00ee13abb1725aa4b9bf559267b', 'default', 'read,write', NULL, 1795903538453, NULL, NULL, 1795903538453);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('Müller & Søn', 'key-8', 'bd44f63d158645ddad28097d46f6ec37bca746f013194c1f5368d3f9ad04b4be', 'op_x49cl6celpkj09us', 1795903538810);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('default', 'key-0', 'a8143e2e1c0c61e32fb4096109578f4cc6159f8c1fcde784db4e7273e98fd536', 'op_81pltent45j67ig6', 1795903538458);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('default', 'key-12', '44b53860b6fc591ad84cf3e35a9defe282dcce9509213fa87c8b6c968a6e31c9', 'op_o69r7b904mvht5iu', 1795903539026);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('shop-team', 'key-16', 'ef95910915bdbcde8e8160eaab57eb1f4f2728c12a1b154e11fa2bcc8a45481b', 'op_mst35yybsi04wu2m', 1795903539458);
INSERT INTO idempotency_keys ("owner", "key", "fingerprint", "operation_id", "created_at") VALUES ('shop-team', 'key-4', '180a2fdb1ecf63d36675c69dad13e548818e61ce377a91c0dddb52e4102383df', 'op_h1xpx9xt66pyug01', 1795903538528);
INSERT INTO schema_versions ("version", "readable_from", "applied_at") VALUES (1, 1, 1795903538428);
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
