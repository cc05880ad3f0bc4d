// Ingresses get an address, unless the scenario withholds it.
import type { Cluster } from '../cluster.ts'
import { recordEvent } from '../operations/record-event.ts'
import { subjectOf } from './subject.ts'

export function reconcileIngress(cluster: Cluster, namespace: string, name: string): undefined {
  const ingress = cluster.objects.get('ingresses.networking.k8s.io', namespace, name)
  if (!ingress || ingress.metadata.deletionTimestamp) return
  const withheld = cluster.scenario.find(subjectOf(cluster, ingress), 'no_address')
  const status = { loadBalancer: withheld ? {} : { ingress: [{ ip: '127.0.0.1' }] } }
  cluster.objects.save('ingresses.networking.k8s.io', { ...ingress, status })
  if (withheld || ingress.status?.loadBalancer?.ingress) return
  recordEvent(cluster, ingress, {
    type: 'Normal',
    reason: 'Sync',
    message: 'Scheduled for sync',
    component: 'sandbox-ingress',
  })
}
