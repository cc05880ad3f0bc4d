// What every container is given and denied, and that a quota leaves room for a set-up and a successor.
import { describe, expect, test } from 'vitest'
import { type Amounts, containersOf, engines, environments, podsOf, render } from './chart.ts'

describe.each(engines.flatMap((engine) => environments.map((environment) => ({ engine, environment }))))(
  '$engine, $environment',
  ({ engine, environment }) => {
    const manifests = render(engine, { environment })

    test('every container, init containers and Jobs included, has requests and limits', () => {
      for (const { where, container } of containersOf(manifests))
        for (const amounts of [container.resources?.requests, container.resources?.limits]) {
          expect(amounts?.cpu, where).toBeTruthy()
          expect(amounts?.memory, where).toBeTruthy()
        }
    })

    test('what a container said last is in its status, for whoever looks at why it ended', () => {
      for (const { where, container } of containersOf(manifests))
        expect(container.terminationMessagePolicy, where).toBe('FallbackToLogsOnError')
    })

    test('no container may become root or write to its image', () => {
      for (const { where, container } of containersOf(manifests))
        expect(container.securityContext, where).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        })
      for (const { owner, pod } of podsOf(manifests)) {
        expect(pod.spec.securityContext, owner).toMatchObject({
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        })
        expect(pod.spec.automountServiceAccountToken, owner).toBe(false)
      }
    })
  },
)

test.each(engines)('the quota of production holds a %s store, its set-up and a second web pod', (engine) => {
  const manifests = render(engine, { environment: 'prod' })
  const hard = manifests.find(({ kind }) => kind === 'ResourceQuota')?.spec?.hard ?? {}
  const used = { 'requests.cpu': 0, 'requests.memory': 0, 'limits.cpu': 0, 'limits.memory': 0, pods: 0 }
  for (const { owner, pod } of podsOf(manifests)) {
    const times = owner === 'Deployment/web' ? 2 : 1
    used.pods += times
    for (const side of ['requests', 'limits'] as const)
      for (const what of ['cpu', 'memory'] as const) {
        const of = (amounts?: Amounts) => quantity(amounts?.[what] ?? 0)
        const running = sum(pod.spec.containers.map(({ resources }) => of(resources?.[side])))
        const starting = (pod.spec.initContainers ?? []).map(({ resources }) => of(resources?.[side]))
        used[`${side}.${what}`] += times * Math.max(running, ...starting)
      }
  }
  for (const [what, amount] of Object.entries(used)) expect(amount, what).toBeLessThanOrEqual(quantity(hard[what] ?? 0))
})

const units: Record<string, number> = { m: 1e-3, k: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 }

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

function quantity(text: string | number): number {
  const [, number = '', unit = ''] = /^([0-9.]+)([A-Za-z]*)$/.exec(String(text)) ?? []
  return Number(number) * (unit === '' ? 1 : (units[unit] ?? Number.NaN))
}
