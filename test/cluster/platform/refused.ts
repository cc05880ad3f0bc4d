// What the API server itself has counted of requests that it refused, less what a cluster at rest refuses its own parts.
import { eventually } from '../../support/eventually.ts'
import type { Shell } from './shell.ts'

/** Each since the API server began. */
export type Refused = {
  /** Requests of anybody that no authorizer allowed. */
  unauthorized: number
  /** Those of them that were kubelets': one that looks after a pod which has just gone is no longer allowed to. */
  ofKubelets: number
  /** Requests that were allowed and ended in 403 all the same, by verb and resource. */
  byAdmission: Map<string, number>
}

const wanted = {
  unauthorized: 'authorization_attempts_total.result="(no-opinion|denied|error)"',
  byAdmission: 'apiserver_request_total.code="403"',
  // Kubelets have a queue and an authorizer of their own: what came through the one and was not allowed by the other was refused.
  nodesAsked: 'apiserver_flowcontrol_dispatched_requests_total.flow_schema="system-node',
  nodesAllowed: 'apiserver_authorization_decisions_total.decision="allowed",name="[^"]*",type="Node"',
}

export async function refusedSoFar({ must }: Shell): Promise<Refused> {
  const pattern = `^(${Object.values(wanted).join('|')})`
  const lines = (await must(`kubectl get --raw /metrics | { grep -E '${pattern}' || true; }`)).split('\n')
  const of = (name: keyof typeof wanted) => lines.filter((line) => new RegExp(`^${wanted[name]}`).test(line))
  const byAdmission = new Map<string, number>()
  for (const line of of('byAdmission')) {
    const [, resource, verb] = /,resource="(\w*)".*verb="(\w+)"/.exec(line) ?? []
    const name = `${verb} ${resource}`
    byAdmission.set(name, (byAdmission.get(name) ?? 0) + sum([line]))
  }
  return {
    unauthorized: sum(of('unauthorized')),
    ofKubelets: sum(of('nodesAsked')) - sum(of('nodesAllowed')),
    byAdmission,
  }
}

/** Resolves once nothing is left over that only the poller or its Helm can have asked; rejects with what is. */
export async function nothingRefusedSince(before: Refused, shell: Shell): Promise<void> {
  await eventually(
    async () => {
      const left = leftOver(before, await refusedSoFar(shell))
      if (left.length > 0) throw new Error(left.join(', '))
      return true
    },
    { deadlineMs: 10_000, everyMs: 1_000, what: 'an API server that refused nothing' },
  )
}

/** The cluster's own controllers put a certificate, and their events, also into a namespace that ends: refused, and no matter. */
const ofControllers = ['POST configmaps', 'POST events']

function leftOver(before: Refused, after: Refused): string[] {
  const unauthorized = after.unauthorized - before.unauthorized
  const ofKubelets = after.ofKubelets - before.ofKubelets
  const more = [...after.byAdmission].map(
    ([name, count]) => [name, count - (before.byAdmission.get(name) ?? 0)] as const,
  )
  return [
    ...(unauthorized > ofKubelets ? [`${unauthorized} without permission, ${ofKubelets} of them kubelets'`] : []),
    ...more.flatMap(([name, count]) =>
      count > 0 && !ofControllers.includes(name) ? [`${name}: ${count} times 403`] : [],
    ),
  ]
}

const sum = (lines: string[]) => lines.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0)
