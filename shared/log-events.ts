// The vocabulary of the log: every event that functions and poller write, its level, its fields, and what it means.

type LogEventEntry = {
  level: 'fatal' | 'error' | 'warn' | 'info' | 'debug'
  program: 'functions' | 'poller' | 'both'
  meaning: string
  fields: readonly string[]
}

// biome-ignore format: one line for each event
export const logEvents = {
  'changes.poll_failed': { level: 'warn', program: 'functions', fields: ['error'], meaning: 'The database could not be asked for changes. Streams and waits go on with the next time it can.' },
  'clock.set_back': { level: 'warn', program: 'poller', fields: ['rows'], meaning: 'Rows had times further ahead than any pause or lease lasts, so the clock was set back. They count as due now.' },
  'configuration.retired_variables': { level: 'warn', program: 'both', fields: ['warning'], meaning: 'A variable is set that this version no longer reads. The sentence names the one that took its place.' },
  'database.unusable': { level: 'fatal', program: 'functions', fields: ['database', 'error'], meaning: 'The program ends, for it cannot use its database.' },
  'functions.listening': { level: 'info', program: 'functions', fields: ['url', 'database', 'version'], meaning: 'The API takes requests.' },
  'functions.stopped': { level: 'info', program: 'functions', fields: [], meaning: 'Every request that was taken has been answered or cut off, and the program ends.' },
  'functions.stopping': { level: 'info', program: 'functions', fields: ['signal'], meaning: 'A signal asked the program to end. It takes no more requests.' },
  'health.failed': { level: 'warn', program: 'functions', fields: ['error'], meaning: 'Health was asked, and the database cannot be used. Who asks without a key is not told why.' },
  'key.use_not_recorded': { level: 'warn', program: 'functions', fields: ['key_id', 'error'], meaning: 'The time of the last use of a key could not be written. The request was answered.' },
  'lease.renew_failed': { level: 'warn', program: 'poller', fields: ['error'], meaning: 'The leases could not be renewed. Without success until they end, the work is given up and another poller goes on.' },
  'lease.watch_failed': { level: 'warn', program: 'poller', fields: ['error'], meaning: 'The poller could not read whether its stores were deleted or taken over meanwhile. It asks again.' },
  'liveness.not_written': { level: 'warn', program: 'poller', fields: ['file', 'error'], meaning: 'LIVENESS_FILE could not be written, so the poller looks dead to its probe. Said once until it works again.' },
  'log.resumed': { level: 'warn', program: 'both', fields: ['dropped'], meaning: 'The log can be written again. So many lines before this one could not.' },
  'outage.began': { level: 'warn', program: 'poller', fields: ['error', 'outage', 'claimed', 'failed_attempts'], meaning: 'The database (`error`) or the cluster (`outage`) cannot be reached. Stores wait and none fails for it.' },
  'outage.ended': { level: 'info', program: 'poller', fields: ['outage', 'claimed', 'failed_attempts'], meaning: 'Database and cluster can be reached again.' },
  'poller.ended': { level: 'info', program: 'poller', fields: ['code', 'stopped'], meaning: 'The program ends with the exit code `code`; `stopped` says whether a signal asked for it.' },
  'poller.started': { level: 'info', program: 'poller', fields: ['database', 'holder', 'mode', 'version'], meaning: 'The poller begins. `holder` is the name in its leases.' },
  'poller.stop_not_recorded': { level: 'warn', program: 'poller', fields: ['error'], meaning: 'The poller could not write that it ends. Readiness notices it by its silence.' },
  'release.default': { level: 'info', program: 'poller', fields: ['cluster', 'release', 'before'], meaning: 'The default release of the cluster is another one from now on.' },
  'release.not_registered': { level: 'warn', program: 'poller', fields: ['reason'], meaning: 'The chart or its values cannot be read as they are. The default that there is serves on.' },
  'request.answered': { level: 'info', program: 'functions', fields: ['method', 'route', 'status', 'ms', 'request_id', 'trace_id', 'owner', 'code', 'rules'], meaning: 'One line for each request. `route` is the pattern of the path; 499 is a client that left before its answer. Of a refusal also its `code` and, of invalid_request, the first five `rules` that it breaks.' },
  'request.failed': { level: 'error', program: 'functions', fields: ['request_id', 'code', 'error', 'stack'], meaning: 'The request was answered with a fault of the server. `error` is not told to the client.' },
  'request.refused': { level: 'info', program: 'functions', fields: ['reason', 'count'], meaning: 'The server refused what the API never saw: the code of the refusal, or the bound that closed a connection. One line at once, then one a minute with how many there were meanwhile.' },
  'retention.failed': { level: 'warn', program: 'poller', fields: ['error'], meaning: 'Old rows could not be removed. The next hour tries again.' },
  'retention.removed': { level: 'info', program: 'poller', fields: ['removed'], meaning: 'So many rows were older than they are kept for.' },
  'schema.migrated': { level: 'info', program: 'functions', fields: ['database', 'versions'], meaning: 'The schema of the database was brought to this version.' },
  'service_manager.not_notified': { level: 'warn', program: 'both', fields: ['error'], meaning: 'systemd could not be told how the program is. Said once until it works again.' },
  'store.decided': { level: 'debug', program: 'poller', fields: ['store', 'action'], meaning: 'What the poller does next for the store.' },
  'store.foreign_revision': { level: 'info', program: 'poller', fields: ['store', 'from', 'to'], meaning: 'The release in the cluster has a revision that Storeplane did not make.' },
  'store.health': { level: 'info', program: 'poller', fields: ['store', 'health', 'reason'], meaning: 'A READY store became degraded or healthy.' },
  'store.recoverable': { level: 'info', program: 'poller', fields: ['store', 'recoverable'], meaning: 'Whether a FAILED store would be READY if it were looked at now.' },
  'store.result_dropped': { level: 'info', program: 'poller', fields: ['store', 'operation', 'reason'], meaning: 'The work was done for a claim that no longer holds. Its result is not written.' },
  'store.status': { level: 'info', program: 'poller', fields: ['store', 'operation', 'request_id', 'status', 'failure_code', 'failure_reason'], meaning: 'The status of the store changed.' },
  'store.step': { level: 'info', program: 'poller', fields: ['store', 'operation', 'request_id', 'step', 'message'], meaning: 'The operation came to its next step.' },
  'store.sweep_failed': { level: 'error', program: 'poller', fields: ['store', 'error'], meaning: 'The health of the store could not be looked at. The next round tries again.' },
  'store.work_failed': { level: 'error', program: 'poller', fields: ['store', 'operation', 'step', 'error'], meaning: 'An attempt failed. The operation is retried after a pause, or that was its last attempt.' },
  'store.write_refused': { level: 'error', program: 'poller', fields: ['store', 'error'], meaning: 'The database refused what was to be written about the store. The next try comes after a pause.' },
  'stream.failed': { level: 'warn', program: 'functions', fields: ['error'], meaning: 'A stream of events ended, for its events could not be read. Its client connects again.' },
  'tick.ended': { level: 'info', program: 'poller', fields: ['claimed', 'failed_attempts', 'outage'], meaning: 'A single tick is over: how many stores it claimed, how many attempts failed, and what of the cluster was out of reach.' },
  'tick.part_failed': { level: 'debug', program: 'poller', fields: ['error'], meaning: 'A part of the tick failed. What runs beside it ends in order; the tick fails with the same error.' },
} as const satisfies Record<string, LogEventEntry>

export type LogEvent = keyof typeof logEvents
export type LogLevel = LogEventEntry['level']
/** The events of one level. */
export type EventOf<L extends LogLevel> = {
  [E in LogEvent]: (typeof logEvents)[E]['level'] extends L ? E : never
}[LogEvent]
/** What may be said with an event; a field that is not known is left out. */
export type FieldsOf<E extends LogEvent> = { [F in (typeof logEvents)[E]['fields'][number]]?: unknown }
