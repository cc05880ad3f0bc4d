// The state of one pod and its container, in the cluster's own words.
import { type ContainerStatus, imageOf } from '../readiness/observed-container.ts'
import type { Pod } from '../readiness/pod.ts'
import { describeEnd } from '../readiness/termination.ts'
import { type Clean, oneLine, type Section } from './section.ts'
import type { Target } from './target.ts'

export function describePod(target: Target | null, clean: Clean): Section {
  if (target === null) return { title: 'No pod of it was there.', lines: [] }
  const { pod, container } = target
  const lines = [...(container ? containerLines(pod, container) : []), ...conditionLines(pod)]
  const { phase = 'Unknown', reason, message } = pod.status ?? {}
  const title = `Pod ${pod.metadata.name}: ${sentence(phase, reason, message)}`
  return { title: oneLine(title, clean), lines: lines.map((line) => oneLine(line, clean)) }
}

function containerLines(pod: Pod, { name, ready, restartCount = 0, state, lastState }: ContainerStatus): string[] {
  const image = imageOf(pod, name)
  const before = describeState(lastState)
  return [
    `container ${name}${image ? ` of image ${image}` : ''}: ${ready ? 'ready' : 'not ready'}, ${restartCount} restarts`,
    `state: ${describeState(state) ?? 'not told'}`,
    ...(before === null ? [] : [`last state: ${before}`]),
  ]
}

function conditionLines({ status }: Pod): string[] {
  const unmet = (status?.conditions ?? []).filter((one) => one.status !== 'True' && (one.reason || one.message))
  return unmet.map(({ type, reason, message }) => `condition ${type} not met: ${sentence(reason, message)}`)
}

function describeState(state: ContainerStatus['state']): string | null {
  if (state?.terminated) return `terminated: ${describeEnd(state.terminated)}`
  if (state?.waiting) return `waiting: ${sentence(state.waiting.reason, state.waiting.message)}`
  return state?.running ? 'running' : null
}

function sentence(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(': ')
}
