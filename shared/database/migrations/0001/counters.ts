// What an operator watches, kept counted by triggers so that nobody need count stores.

/** `label` is a status, a failure code or a bound in seconds. */
const table = `
CREATE TABLE counters (
  metric TEXT NOT NULL,
  label TEXT NOT NULL,
  engine TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (metric, engine, label)
) STRICT, WITHOUT ROWID`

const readyBounds = [5, 10, 20, 30, 60, 120, 180, 300, 600, 1200, '+Inf']

const count = (metric: string, label: string, by: string) => `
  INSERT INTO counters (metric, label, engine, value) VALUES ('${metric}', ${label}, NEW.engine, ${by})
  ON CONFLICT (metric, engine, label) DO UPDATE SET value = value + excluded.value;`

const readyMs = 'max(NEW.updated_at - NEW.started_at, 0)'
const readyWithin = `CASE ${readyBounds
  .slice(0, -1)
  .map((bound) => `WHEN ${readyMs} <= ${bound}000 THEN '${bound}'`)
  .join(' ')} ELSE '+Inf' END`

/** A metric that begins at zero shows its first change; a histogram needs all its bounds. */
const start = [
  `CREATE TRIGGER engines_count_from_zero AFTER INSERT ON engines
BEGIN
  INSERT INTO counters (metric, label, engine, value) SELECT 'stores', status, NEW.engine, 0 FROM statuses;
  INSERT INTO counters (metric, label, engine, value) VALUES ('ready_ms', '', NEW.engine, 0);
  INSERT INTO counters (metric, label, engine, value)
  VALUES ${readyBounds.map((bound) => `('ready_within', '${bound}', NEW.engine, 0)`).join(', ')};
END`,
  `CREATE TRIGGER statuses_count_from_zero AFTER INSERT ON statuses
BEGIN
  INSERT INTO counters (metric, label, engine, value) SELECT 'stores', NEW.status, engine, 0 FROM engines;
END`,
]

const triggers = [
  `CREATE TRIGGER stores_count_creation AFTER INSERT ON stores
BEGIN${count('stores', 'NEW.status', '1')}
END`,
  `CREATE TRIGGER stores_count_transition AFTER UPDATE OF status ON stores WHEN OLD.status <> NEW.status
BEGIN${count('stores', 'OLD.status', '-1')}${count('stores', 'NEW.status', '1')}
END`,
  `CREATE TRIGGER stores_count_failure AFTER UPDATE OF status ON stores WHEN OLD.status <> 'FAILED' AND NEW.status = 'FAILED'
BEGIN${count('failures', 'NEW.failure_code', '1')}
END`,
  `CREATE TRIGGER stores_count_ready AFTER UPDATE OF status ON stores WHEN OLD.status = 'PROVISIONING' AND NEW.status = 'READY'
BEGIN${count('ready_within', readyWithin, '1')}${count('ready_ms', "''", readyMs)}
END`,
]

export const counters = [table, ...start, ...triggers]
