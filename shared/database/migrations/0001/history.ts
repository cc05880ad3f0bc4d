// Triggers that write a store's history: no change of its status, its steps or its health goes without an event.

const storeCreated = `
CREATE TRIGGER stores_record_creation AFTER INSERT ON stores
BEGIN
  INSERT INTO events (store_id, owner, operation_id, at, kind, to_status, step, message, actor, request_id)
  SELECT NEW.id, NEW.owner, NEW.operation_id, NEW.created_at, 'transition', NEW.status, operations.step, operations.message,
    operations.actor, operations.request_id
  FROM (SELECT 1) LEFT JOIN operations ON operations.id = NEW.operation_id;
END`

// A step has ended when the operation was seen at a later one, or has succeeded. A step back ends none, a failure ends none.
const stepEnded = `
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
END`

// Who asked for an operation is the actor of the change that opened it; who cancelled one, of the change that ended it.
const statusChanged = `
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
END`

const healthChanged = `
CREATE TRIGGER stores_record_health AFTER UPDATE OF health, health_reason ON stores
WHEN OLD.status = 'READY' AND NEW.status = 'READY'
  AND (OLD.health IS NOT NEW.health OR OLD.health_reason IS NOT NEW.health_reason)
BEGIN
  INSERT INTO events (store_id, owner, operation_id, at, kind, message)
  VALUES (NEW.id, NEW.owner, NEW.operation_id, NEW.updated_at, 'health', NEW.health || coalesce(': ' || NEW.health_reason, ''));
END`

export const history = [storeCreated, stepEnded, statusChanged, healthChanged]
