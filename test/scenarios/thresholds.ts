// The settings of a scenario's poller: how long faults must hold, shortened by one factor for all of them.
import { defaultReadinessLimits as limits } from '../../shared/config/readiness-limits.ts'
import type { Scenario } from './scenario.ts'

/** Restarts are no time: the kubelet's pauses between them cannot be shortened, so fewer of them are waited for. */
const fewRestarts = 2

const provisioningTimeoutSeconds = 600

/** Everything that a scenario sets; "scaled" stands for the default, shortened like the thresholds. */
export function settingsOf(scenario: Pick<Scenario, 'settings' | 'defaults'>, factor: number): Record<string, string> {
  const shortened = scenario.defaults ? 1 : factor
  const own = Object.entries(scenario.settings ?? {}).map(([name, value]) => [
    name,
    value === 'scaled' ? String(provisioningTimeoutSeconds * shortened) : value,
  ])
  return { ...thresholds(shortened), ...Object.fromEntries(own) }
}

function thresholds(factor: number): Record<string, string> {
  const seconds = (ms: number) => String((ms * factor) / 1000)
  return {
    FAIL_AFTER_IMAGE_PULL_SECONDS: seconds(limits.imagePullMs),
    FAIL_AFTER_CONTAINER_CONFIG_SECONDS: seconds(limits.containerConfigMs),
    FAIL_AFTER_CONTAINER_START_SECONDS: seconds(limits.containerStartMs),
    FAIL_AFTER_CRASH_LOOP_SECONDS: seconds(limits.crashLoopMs),
    FAIL_AFTER_CRASH_LOOP_RESTARTS: String(factor < 1 ? fewRestarts : limits.crashLoopRestarts),
    FAIL_AFTER_UNSCHEDULABLE_SECONDS: seconds(limits.unschedulableMs),
    FAIL_AFTER_VOLUME_SECONDS: seconds(limits.volumeMs),
    FAIL_AFTER_REFUSED_PODS_SECONDS: seconds(limits.createRefusedMs),
    FAIL_AFTER_PROGRESS_DEADLINE_SECONDS: seconds(limits.progressDeadlineMs),
  }
}
