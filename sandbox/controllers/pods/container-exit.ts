// How and when a running container ends: by the scenario, or because its work is done.
import { controllerOf, namespaceOf } from '../../objects/object.ts'
import type { Rule } from '../../scenario.ts'
import { podsOf } from '../make-pod.ts'
import { type ContainerContext, stageMs } from './container-context.ts'
import type { ContainerRun } from './pod-run.ts'

const crashAfterMs = 100

interface Exit {
  atMs: number
  code: number
  reason: string
  rule?: Rule
}

/** How the present run ends, if it does. */
export function exitOf(context: ContainerContext, run: ContainerRun): Exit | undefined {
  const { pod, isInit } = context
  const rule = crashRule(context, run)
  if (rule) {
    const [code, reason] =
      rule.fault === 'out_of_memory'
        ? [137, 'OOMKilled']
        : [rule.exitCode ?? 1, rule.exitCode === 0 ? 'Completed' : 'Error']
    return { atMs: run.sinceMs + (rule.afterMs ?? crashAfterMs), code, reason, rule }
  }
  const endsByItself = isInit || pod.spec.restartPolicy !== 'Always'
  return endsByItself ? { atMs: run.sinceMs + stageMs(context), code: 0, reason: 'Completed' } : undefined
}

function crashRule(context: ContainerContext, run: ContainerRun): Rule | undefined {
  const { cluster, pod, subject } = context
  const owner = controllerOf(pod)
  const jobFaults = owner?.kind === 'Job' ? (['failing_job'] as const) : []
  const rule = cluster.scenario.find(subject, 'crash_loop', 'out_of_memory', ...jobFaults)
  if (rule?.times === undefined) return rule
  const failedBefore = run.restarts + (owner?.kind === 'Job' ? failedSiblings(context) : 0)
  return failedBefore < rule.times ? rule : undefined
}

function failedSiblings({ cluster, pod }: ContainerContext): number {
  const job = cluster.objects.get('jobs.batch', namespaceOf(pod), controllerOf(pod)?.name ?? '')
  return job ? podsOf(cluster, job).filter(({ status }) => status?.phase === 'Failed').length : 0
}
