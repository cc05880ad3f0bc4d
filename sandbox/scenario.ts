// What goes wrong in the simulated cluster, as data. The format, every field but `fault` optional (* matches anything):
//
// {
//   "rules":   [{ "match": { "namespace", "kind", "name", "image", "container", "labels": { "key": "value" } },
//                 "fault": one of `faults` below, and its parameters }],
//   "api":     [{ "match": { "verb": "list", "path": "/api/v1/*" }, "fault": "status", "status": 503, "count": 2 }],
//   "forbid":  [{ "verb": "create", "resource": "namespaces", "namespace": "store-*" }],
//   "ingress": [{ "match": { "host", "path" }, "status": 500, "body": "…", "redirect": "…", "delayMs": 100 }]
// }
//
// A rule with a `kind` holds for the objects of that kind and for the pods below them: {"kind": "Deployment",
// "name": "web"} means the pods of Deployment web. The first rule that matches and has a say wins.
// A verb is the API's (get, list, watch, create, update, patch, delete, deletecollection). `forbid` takes the resource
// as `deployments` or `deployments.apps`.

export type Fault = keyof typeof faults

/** Each fault, and the parameters it takes beside `match`. Times are milliseconds. */
export const faults = {
  image_not_found: ['message', 'retryMs'],
  image_refused: ['message', 'retryMs'],
  image_unreachable: ['message', 'retryMs'],
  image_pull_slow: ['delayMs'],
  missing_secret: ['message', 'object', 'retryMs'],
  missing_config_map: ['message', 'object', 'retryMs'],
  /**
   * Exits `times` times (without it, for as long as the rule stands), `afterMs` after each start, and leaves `message`, of
   * several lines where it has them. Without one, a container with FallbackToLogsOnError leaves the end of its `log`.
   */
  crash_loop: ['exitCode', 'afterMs', 'backoffMs', 'times', 'log', 'message'],
  out_of_memory: ['afterMs', 'backoffMs', 'times', 'log'],
  failing_job: ['exitCode', 'afterMs', 'backoffMs', 'times', 'log', 'message'],
  unschedulable: ['message', 'retryMs'],
  never_ready: ['message'],
  /** From creation to ready takes `delayMs` instead of --pod-delay. */
  slow: ['delayMs'],
  log: ['log'],
  pods_refused: ['message'],
  volume_never_binds: ['message'],
  no_address: [],
  stuck_namespace: ['finalizer', 'object'],
} as const

export const apiFaults = ['status', 'hang', 'reset', 'lost_answer', 'delay'] as const
type ApiFault = (typeof apiFaults)[number]

interface Match {
  namespace?: string
  kind?: string
  name?: string
  image?: string
  container?: string
  labels?: Record<string, string>
}

export interface Rule {
  match?: Match
  fault: Fault
  delayMs?: number
  afterMs?: number
  backoffMs?: number
  retryMs?: number
  exitCode?: number
  times?: number
  message?: string
  object?: string
  finalizer?: string
  log?: string | string[]
}

export interface ApiRule {
  match?: { verb?: string; path?: string }
  /** lost_answer does what was asked and cuts the connection; hang answers never. */
  fault: ApiFault
  status?: number
  message?: string
  retryAfterSeconds?: number
  delayMs?: number
  /** The rule ends after so many requests. */
  count?: number
}

export interface ForbidRule {
  verb?: string
  resource?: string
  namespace?: string
}

export interface IngressRule {
  match?: { host?: string; path?: string }
  status?: number
  body?: string
  redirect?: string
  delayMs?: number
}

export interface Scenario {
  rules?: Rule[]
  api?: ApiRule[]
  forbid?: ForbidRule[]
  ingress?: IngressRule[]
}
