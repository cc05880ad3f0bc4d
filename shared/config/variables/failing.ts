// How long each fault must hold before the store has failed.
import { defaultReadinessLimits as limits } from '../readiness-limits.ts'
import { count, seconds } from '../shape.ts'
import type { Variable } from '../variable.ts'

const readBy = ['poller'] as const

function failAfter(fault: string, defaultMs: number, example: string) {
  return {
    readBy,
    default: String(defaultMs / 1000),
    shape: seconds(),
    meaning: `A store fails when this lasts longer: ${fault}.`,
    example,
  }
}

export const failing = {
  FAIL_AFTER_IMAGE_PULL_SECONDS: failAfter(
    'an image cannot be pulled for a reason that may pass; a missing or refused image fails at once',
    limits.imagePullMs,
    '300',
  ),
  FAIL_AFTER_CONTAINER_CONFIG_SECONDS: failAfter('a Secret or ConfigMap is missing', limits.containerConfigMs, '60'),
  FAIL_AFTER_CONTAINER_START_SECONDS: failAfter(
    'a container cannot be created or started for another reason',
    limits.containerStartMs,
    '300',
  ),
  FAIL_AFTER_CRASH_LOOP_SECONDS: failAfter(
    'a container keeps crashing, and has restarted FAIL_AFTER_CRASH_LOOP_RESTARTS times',
    limits.crashLoopMs,
    '600',
  ),
  FAIL_AFTER_CRASH_LOOP_RESTARTS: {
    readBy,
    default: String(limits.crashLoopRestarts),
    shape: count({ min: 1, max: 1_000 }),
    meaning: 'How many restarts a crash loop has at least.',
    example: '10',
  },
  FAIL_AFTER_UNSCHEDULABLE_SECONDS: failAfter(
    'no node has room for a pod; raise it where nodes are added on demand and come slowly',
    limits.unschedulableMs,
    '900',
  ),
  FAIL_AFTER_VOLUME_SECONDS: failAfter('a volume is not provided', limits.volumeMs, '600'),
  FAIL_AFTER_REFUSED_PODS_SECONDS: failAfter(
    'the cluster refuses to create pods, because of a quota or a policy',
    limits.createRefusedMs,
    '120',
  ),
  FAIL_AFTER_PROGRESS_DEADLINE_SECONDS: failAfter(
    'a workload has missed its own deadline (`web.progressDeadlineSeconds` of the chart)',
    limits.progressDeadlineMs,
    '180',
  ),
} as const satisfies Record<string, Variable>
