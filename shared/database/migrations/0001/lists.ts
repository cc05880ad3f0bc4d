// The closed lists, as rows: a later version adds a value by one INSERT, however many rows refer to the list.

const engines = `
CREATE TABLE engines (
  engine TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID`

/** While a store has an `in_progress` status, an operation is open. */
const statuses = `
CREATE TABLE statuses (
  status TEXT PRIMARY KEY,
  in_progress INTEGER NOT NULL
) STRICT, WITHOUT ROWID`

const transitions = `
CREATE TABLE transitions (
  from_status TEXT NOT NULL REFERENCES statuses (status),
  to_status TEXT NOT NULL REFERENCES statuses (status),
  PRIMARY KEY (from_status, to_status)
) STRICT, WITHOUT ROWID`

const healthStates = `
CREATE TABLE health_states (
  health TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID`

const queues = `
CREATE TABLE queues (
  queue TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID`

const operationKinds = `
CREATE TABLE operation_kinds (
  kind TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID`

const operationStates = `
CREATE TABLE operation_states (
  state TEXT PRIMARY KEY,
  is_open INTEGER NOT NULL
) STRICT, WITHOUT ROWID`

/** `place` orders the steps of one kind, with room between them for steps of a later version. */
const steps = `
CREATE TABLE steps (
  kind TEXT NOT NULL REFERENCES operation_kinds (kind),
  step TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (kind, step),
  UNIQUE (kind, place)
) STRICT, WITHOUT ROWID`

/** Steps that a store of the engine does not have, such as the cache of an engine without one. */
const skippedSteps = `
CREATE TABLE skipped_steps (
  engine TEXT NOT NULL REFERENCES engines (engine),
  step TEXT NOT NULL,
  PRIMARY KEY (engine, step)
) STRICT, WITHOUT ROWID`

const eventKinds = `
CREATE TABLE event_kinds (
  kind TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID`

const environments = `
CREATE TABLE environments (
  environment TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID`

/** What happens to a store at its `expires_at`. */
const expiryActions = `
CREATE TABLE expiry_actions (
  expiry_action TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID`

const legalTransitions = [
  ['PROVISIONING', 'READY'],
  ['PROVISIONING', 'FAILED'],
  ['PROVISIONING', 'DELETING'],
  ['READY', 'SUSPENDED'],
  ['READY', 'FAILED'],
  ['READY', 'DELETING'],
  ['SUSPENDED', 'READY'],
  ['SUSPENDED', 'FAILED'],
  ['SUSPENDED', 'DELETING'],
  ['FAILED', 'PROVISIONING'],
  ['FAILED', 'READY'],
  ['FAILED', 'SUSPENDED'],
  ['FAILED', 'DELETING'],
  ['DELETING', 'DELETED'],
]

const provisioningSteps = ['queued', 'namespace', 'release', 'volumes', 'database', 'cache', 'setup', 'web', 'url']
const removalSteps = ['uninstall', 'namespace_removal']

/** Filled last: triggers count from zero for each engine and status that is added. */
export const listValues = [
  insert('engines (engine)', [['woocommerce'], ['medusa']]),
  insert('statuses (status, in_progress)', [
    ['PROVISIONING', 1],
    ['READY', 0],
    ['SUSPENDED', 0],
    ['FAILED', 0],
    ['DELETING', 1],
    ['DELETED', 0],
  ]),
  insert('transitions (from_status, to_status)', legalTransitions),
  insert('health_states (health)', [['healthy'], ['degraded'], ['maintenance']]),
  insert('queues (queue)', [['helm_install'], ['helm_remove'], ['check']]),
  insert('operation_kinds (kind)', [['create'], ['retry'], ['delete']]),
  insert('operation_states (state, is_open)', [
    ['queued', 1],
    ['running', 1],
    ['succeeded', 0],
    ['rolled_back', 0],
    ['failed', 0],
    ['cancelled', 0],
  ]),
  insert('steps (kind, step, place)', [
    ...placed('create', provisioningSteps),
    ...placed('retry', provisioningSteps),
    ...placed('delete', removalSteps),
  ]),
  insert('skipped_steps (engine, step)', [['woocommerce', 'cache']]),
  insert('event_kinds (kind)', [
    ['transition'],
    ['step'],
    ['attempt'],
    ['health'],
    ['outage'],
    ['evidence'],
    ['credentials_revealed'],
    ['note'],
  ]),
  insert('environments (environment)', [['production'], ['staging']]),
  insert('expiry_actions (expiry_action)', [['suspend'], ['trash']]),
]

export const lists = [
  engines,
  statuses,
  transitions,
  healthStates,
  queues,
  operationKinds,
  operationStates,
  steps,
  skippedSteps,
  eventKinds,
  environments,
  expiryActions,
]

function placed(kind: string, names: string[]): [string, string, number][] {
  return names.map((step, index) => [kind, step, (index + 1) * 10])
}

function insert(into: string, rows: (string | number)[][]): string {
  const values = rows.map(
    (row) => `(${row.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(', ')})`,
  )
  return `INSERT INTO ${into} VALUES ${values.join(', ')}`
}
