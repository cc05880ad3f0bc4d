// How each fault is made in the simulated cluster: rules for the namespaces of one store name.
import type { ApiRule, IngressRule, Rule } from '../../../sandbox/scenario.ts'
import type { Fault } from '../stage.ts'

export type Rules = { rules?: Rule[]; api?: ApiRule[]; ingress?: IngressRule[] }

/** `values`: what is laid over the chart's own for it. */
export function rulesOf(fault: Fault, namespace: string, scale: number): Rules & { values?: object } {
  const web = { namespace, kind: 'Deployment', name: 'web', container: 'web' }
  const ms = (seconds: number) => seconds * 1000 * scale
  switch (fault) {
    case 'image_not_found':
      return { rules: [{ match: { namespace, image: '*wordpress*' }, fault: 'image_not_found' }] }
    case 'image_refused':
      return { rules: [{ match: { namespace, image: '*wordpress*' }, fault: 'image_refused' }] }
    case 'image_slow':
      return { rules: [{ match: { namespace, image: '*wordpress*' }, fault: 'image_pull_slow', delayMs: ms(150) }] }
    case 'crash_loop':
      return { rules: [{ match: web, fault: 'crash_loop', exitCode: 255, afterMs: 10, backoffMs: 200 }] }
    case 'crash_loop_recovers':
      return { rules: [{ match: web, fault: 'crash_loop', exitCode: 255, times: 4, afterMs: 10, backoffMs: ms(30) }] }
    case 'failing_setup':
      return {
        rules: [{ match: { namespace, kind: 'Job' }, fault: 'failing_job', backoffMs: 100, message: lastWords }],
      }
    case 'out_of_memory':
      return { rules: [{ match: web, fault: 'out_of_memory', afterMs: 10, backoffMs: 200 }] }
    case 'unschedulable':
      return { rules: [{ match: { namespace, kind: 'Deployment', name: 'web' }, fault: 'unschedulable' }] }
    case 'quota_exceeded':
      return { rules: [{ match: { namespace }, fault: 'pods_refused', message: quotaMessage }] }
    case 'volume_never_binds':
      return { rules: [{ match: { namespace }, fault: 'volume_never_binds' }] }
    case 'late_database':
      return {
        rules: [{ match: { namespace, kind: 'StatefulSet', name: 'database' }, fault: 'slow', delayMs: ms(90) }],
      }
    case 'never_ready':
      return {
        rules: [{ match: web, fault: 'never_ready' }],
        values: { web: { progressDeadlineSeconds: 30 }, setup: { activeDeadlineSeconds: 30 } },
      }
    case 'wrong_answer':
      return { ingress: [{ match: { host: `${namespace.slice('store-'.length, -2)}.localhost` }, status: 500 }] }
    case 'slow_api':
      return {
        api: ['create', 'delete'].map((verb) => ({ match: { verb }, fault: 'delay' as const, delayMs: 150 })),
      }
    case 'api_down':
      return { api: [{ fault: 'reset' }] }
    default:
      return fault satisfies never
  }
}

/** As the stand-in of Medusa says it, after what it wrote before. */
const lastWords = 'setup: the database answers\nMigrations failed: relation "store" does not exist.\n'

const quotaMessage = 'exceeded quota: store, requested: pods=1, used: pods=1, limited: pods=1'
