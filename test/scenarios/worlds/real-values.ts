// How each fault is made on a real cluster: by the images and sizes that are laid over the chart's values.
import type { Fault } from '../stage.ts'

type Made = { defaults: boolean; registry: string; storageClass: string }

/** `registry` serves a stand-in image slowly; nothing provides `storageClass`. Undefined for what is not done by values. */
export function valuesFor(fault: Fault, { defaults, registry, storageClass }: Made): object | undefined {
  switch (fault) {
    case 'image_not_found':
      return { woocommerce: { image: '127.0.0.1:5001/missing/wordpress:1' } }
    case 'image_refused':
      return { woocommerce: { image: '127.0.0.1:5001/denied/wordpress:1' } }
    case 'image_slow':
      return { woocommerce: { image: `${registry}/standin-wordpress:slow` } }
    case 'crash_loop':
      return standIn('web-crashes')
    case 'crash_loop_recovers':
      return standIn(defaults ? 'web-crashes-until-90' : 'web-crashes-until-9')
    case 'failing_setup':
      return standIn('setup-fails')
    case 'out_of_memory':
      return standIn('web-out-of-memory')
    case 'unschedulable':
      return { woocommerce: { resources: { web: sized('64Ti') } } }
    case 'quota_exceeded':
      return { quota: { enabled: true, hard: { pods: '0' } } }
    case 'volume_never_binds':
      return { storageClassName: storageClass }
    case 'late_database':
      return { woocommerce: { database: { image: 'localhost/standin-mariadb:database-late-9' } } }
    case 'never_ready':
      return {
        ...standIn('web-never-ready'),
        web: { progressDeadlineSeconds: 30 },
        setup: { activeDeadlineSeconds: 30 },
      }
    case 'wrong_answer':
      return standIn('web-answers-500')
    case 'slow_api':
    case 'api_down':
      return undefined
    default:
      return fault satisfies never
  }
}

function standIn(tag: string) {
  return {
    woocommerce: { image: `localhost/standin-wordpress:${tag}` },
    medusa: { image: `localhost/standin-medusa:${tag}` },
  }
}

function sized(memory: string) {
  return { requests: { cpu: '1m', memory }, limits: { cpu: '500m', memory } }
}
