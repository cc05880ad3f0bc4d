// Answers as the engine of the store would, by the label on its Ingress or Service.
import type { Cluster } from '../cluster.ts'
import { namespaceOf } from '../objects/object.ts'
import { registered } from './engines/registered.ts'
import type { Page, Visit } from './engines/stand-in.ts'
import type { Backend } from './find-backend.ts'

const label = 'storeplane.dev/engine'

export function answerAsEngine(cluster: Cluster, { ingress, service }: Backend, visit: Omit<Visit, 'isSetUp'>): Page {
  const engine = ingress.metadata.labels?.[label] ?? service.metadata.labels?.[label]
  const standIn = registered.find((one) => one.engine === engine)
  if (standIn) return standIn.answer({ ...visit, isSetUp: isSetUp(cluster, namespaceOf(ingress)) })
  return { status: 200, body: `A simulated service answers here: ${service.metadata.name} behind ${visit.host}\n` }
}

function isSetUp(cluster: Cluster, namespace: string): boolean {
  const setUps = cluster.objects
    .list('jobs.batch', namespace)
    .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'setup')
  const done = setUps.some(({ status }) =>
    status?.conditions?.some((one) => one.type === 'Complete' && one.status === 'True'),
  )
  return setUps.length === 0 || done
}
