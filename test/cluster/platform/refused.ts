// What the API server itself has counted of requests that it refused, less what a cluster at rest refuses its own parts.
import { eventually } from '../../support/eventually.ts'
import type { Shell } from './shell.ts'

/** Each since the process began that counts it. */
export type Refused = {
  /** Requests of anybody that no authorizer allowed. */
  unauthorized: number
  /** Those of them that were kubelets': one that looks after a pod which has just gone is no longer allowed to. */
  ofKubelets: number
  /** Requests that were allowed and ended in 403 all the same, by verb and resource. */
  byAdmission: Map<string, number>
}

export async function refusedSoFar(shell: Shell): Promise<Refused> {
  const lines = await counters(shell, '/metrics', 'authorization_attempts_total|apiserver_request_total.*code="403"')
  const nodes = await shell.must("kubectl get nodes --output 'jsonpath={.items[*].metadata.name}'")
  const paths = nodes.split(' ').map((node) => `/api/v1/nodes/${node}/proxy/metrics`)
  const asked = 'rest_client_requests_total.*code="403"'
  const kubelets = await Promise.all(paths.map((path) => counters(shell, path, asked)))
  const byAdmission = new Map<string, number>()
  for (const line of lines) {
    const [, resource, verb] = /code="403".*,resource="(\w*)".*verb="(\w+)"/.exec(line) ?? []
    if (verb === undefined) continue
    const name = `${verb} ${resource}`
    byAdmission.set(name, (byAdmission.get(name) ?? 0) + amount(line))
  }
  return {
    unauthorized: sum(lines.filter((line) => /^authorization_attempts_total\{result="(?!allowed)/.test(line))),
    ofKubelets: sum(kubelets.flat().filter((line) => line.includes('method="GET"'))),
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

async function counters({ must }: Shell, path: string, pattern: string): Promise<string[]> {
  const lines = await must(`kubectl get --raw ${path} | { grep -E '^(${pattern})' || true; }`)
  return lines.split('\n').filter(Boolean)
}

const amount = (line: string) => Number(line.split(' ').at(-1))
const sum = (lines: string[]) => lines.reduce((total, line) => total + amount(line), 0)
