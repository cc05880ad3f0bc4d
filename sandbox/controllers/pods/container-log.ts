// What a container would have written: the rule's lines, else a line or two that say it is simulated.
import type { Cluster } from '../../cluster.ts'
import type { Pod } from '../../objects/pod.ts'
import { subjectOf } from '../subject.ts'

export function containerLog(cluster: Cluster, pod: Pod, name: string): string[] {
  const container = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find((one) => one.name === name)
  const image = container?.image ?? ''
  const subject = { ...subjectOf(cluster, pod), container: name, image }
  const rule = cluster.scenario.find(subject, 'log', 'crash_loop', 'failing_job', 'out_of_memory')
  if (rule?.log !== undefined) return Array.isArray(rule.log) ? rule.log : rule.log.split('\n')
  const greeting = `sandbox: simulated container ${name} of image ${image}`
  if (rule?.fault === 'out_of_memory') return [greeting, 'Killed']
  if (rule) return [greeting, `fatal: ${rule.message ?? 'the scenario lets this container fail'}`]
  return [greeting, 'sandbox: nothing really runs here']
}
