// A container where it stands: its pod, its cluster, and how the scenario knows it.
import type { Cluster } from '../../cluster.ts'
import type { Container, Pod } from '../../objects/pod.ts'
import type { Subject } from '../../scenario-source.ts'

export interface ContainerContext {
  cluster: Cluster
  pod: Pod
  container: Container
  isInit: boolean
  subject: Subject
}

/** How long one stage takes: an init container has two of them, and so have the others together. */
export function stageMs({ cluster, pod, subject }: ContainerContext): number {
  const delayMs = cluster.scenario.find(subject, 'slow')?.delayMs ?? cluster.podDelayMs
  return delayMs / (2 * (pod.spec.initContainers?.length ?? 0) + 2)
}
