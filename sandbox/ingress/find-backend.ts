// From a host and a path to the Service that answers there.
import type { Cluster } from '../cluster.ts'
import { readyPodsBehind } from '../controllers/endpoints.ts'
import type { Ingress, IngressPath, Service } from '../objects/network.ts'
import { namespaceOf } from '../objects/object.ts'

export interface Backend {
  ingress: Ingress
  service: Service
}

export function findBackend(cluster: Cluster, host: string, path: string): Backend | 'unknown host' | 'not ready' {
  const found = cluster.objects
    .list('ingresses.networking.k8s.io')
    .flatMap((ingress) => (ingress.spec.rules ?? []).map((rule) => ({ ingress, rule })))
    .filter(({ rule }) => covers(rule.host, host))
  const routes = found.flatMap(({ ingress, rule }) => (rule.http?.paths ?? []).map((route) => ({ ingress, route })))
  const best = routes
    .filter(({ route }) => leadsTo(route, path))
    .sort((a, b) => (b.route.path ?? '/').length - (a.route.path ?? '/').length)[0]
  if (!best) return 'unknown host'
  const { ingress, route } = best
  const service = cluster.objects.get('services', namespaceOf(ingress), route.backend?.service?.name ?? '')
  return service && readyPodsBehind(cluster, service).length > 0 ? { ingress, service } : 'not ready'
}

function covers(pattern: string | undefined, host: string): boolean {
  if (!pattern) return true
  return pattern.startsWith('*.') ? host.slice(host.indexOf('.')) === pattern.slice(1) : pattern === host
}

function leadsTo({ path = '/', pathType }: IngressPath, asked: string): boolean {
  if (pathType === 'Exact') return asked === path
  const prefix = path.replace(/\/$/, '')
  return asked === prefix || asked.startsWith(`${prefix}/`)
}
