// Names, labels and selectors: what the platform finds a store's objects by, and what an upgrade may not change.
import { describe, expect, test } from 'vitest'
import { engines, environments, type Manifest, podsOf, render } from './chart.ts'

const names = {
  woocommerce: [
    'ConfigMap/setup',
    'Deployment/web',
    'Ingress/web',
    'Job/setup',
    'PersistentVolumeClaim/files',
    'Secret/store',
    'Service/database',
    'Service/web',
    'ServiceAccount/store',
    'StatefulSet/database',
  ],
  medusa: [
    'Deployment/web',
    'Ingress/web',
    'Job/setup',
    'PersistentVolumeClaim/files',
    'Secret/store',
    'Service/cache',
    'Service/database',
    'Service/web',
    'ServiceAccount/store',
    'StatefulSet/cache',
    'StatefulSet/database',
  ],
}

const nameOf = ({ kind, metadata }: Manifest) => `${kind}/${metadata.name.replace(/^setup-[0-9a-f]{8}$/, 'setup')}`
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)$/

describe.each(engines.flatMap((engine) => environments.map((environment) => ({ engine, environment }))))(
  '$engine, $environment',
  ({ engine, environment }) => {
    const manifests = render(engine, { environment })

    test('every object carries the labels of its store', () => {
      for (const { kind, metadata } of manifests) {
        const where = `${kind}/${metadata.name}`
        expect(metadata.labels, where).toMatchObject(labels(engine))
        expect(metadata.labels?.['helm.sh/chart'], where).toMatch(labelValue)
        expect(metadata.labels?.['app.kubernetes.io/component'], where).toMatch(/^(web|database|cache|setup)$/)
      }
    })

    test('pods and claim templates carry them too, without the version of the chart', () => {
      const claims = manifests.flatMap(({ spec }) => spec?.volumeClaimTemplates ?? [])
      expect(claims.length).toBeGreaterThan(0)
      for (const metadata of [...podsOf(manifests).map(({ pod }) => pod.metadata), ...claims.map((c) => c.metadata)]) {
        expect(metadata.labels).toMatchObject(labels(engine))
        expect(metadata.labels).not.toHaveProperty('helm.sh/chart')
      }
    })

    test('selectors use stable labels only, and find their own pods', () => {
      for (const { spec } of manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')) {
        const selector = spec?.selector?.matchLabels ?? {}
        expect(Object.keys(selector).sort()).toEqual([
          'app.kubernetes.io/component',
          'app.kubernetes.io/instance',
          'app.kubernetes.io/name',
        ])
        expect(spec?.template?.metadata.labels).toMatchObject(selector)
      }
    })

    test('nothing is a Namespace, a hook, or bound to another namespace', () => {
      for (const { kind, metadata } of manifests) {
        expect(kind).not.toBe('Namespace')
        expect(metadata.annotations ?? {}).not.toHaveProperty('helm.sh/hook')
        expect(metadata.namespace).toBeUndefined()
      }
    })

    test('the web pod is replaced, not doubled, and the set-up gives up before it does', () => {
      const deployment = manifests.find(({ kind }) => kind === 'Deployment')?.spec
      const job = manifests.find(({ kind }) => kind === 'Job')?.spec
      expect(deployment?.strategy?.type).toBe('Recreate')
      expect(job?.activeDeadlineSeconds).toBeLessThan(deployment?.progressDeadlineSeconds ?? 0)
      expect(deployment?.progressDeadlineSeconds).toBeLessThan(600)
      expect(job?.ttlSecondsAfterFinished).toBeUndefined()
    })
  },
)

test.each(engines)('the objects of a %s store have fixed names', (engine) => {
  expect(render(engine).map(nameOf).sort()).toEqual(names[engine])
})

test.each(engines)('production adds a quota, a limit range and network policies to a %s store', (engine) => {
  const added = render(engine, { environment: 'prod' })
    .map(nameOf)
    .filter((name) => !names[engine].includes(name))
  const cache = engine === 'medusa' ? ['NetworkPolicy/cache'] : []
  const policies = ['database', 'default-deny', 'setup', 'web'].map((name) => `NetworkPolicy/${name}`)
  expect(added.sort()).toEqual(['LimitRange/store', ...cache, ...policies, 'ResourceQuota/store'])
})

test.each(
  engines.flatMap((engine) =>
    ['99bikes-abc123', `${'a23456789-'.repeat(4).slice(0, -1)}z-abc123`].map((id) => ({ engine, id })),
  ),
)('a $engine store may be called $id', ({ engine, id }) => {
  const manifests = render(engine, { id })
  expect(manifests.map(nameOf).sort()).toEqual(names[engine])
  for (const { metadata } of manifests)
    for (const value of Object.values(metadata.labels ?? {})) expect(value).toMatch(labelValue)
})

test.each(engines)(
  'the same values name the same set-up of a %s store, and a changed set-up is a new Job',
  (engine) => {
    const job = (set: string[] = []) => render(engine, { set }).find(({ kind }) => kind === 'Job')?.metadata.name
    expect(job()).toBe(job())
    expect(job(['store.currency=EUR'])).not.toBe(job())
    expect(job(['ingress.className=other'])).toBe(job())
  },
)

test.each(engines)('the web pod of a %s store waits for the set-up of its own release', (engine) => {
  const manifests = render(engine)
  const job = manifests.find(({ kind }) => kind === 'Job')?.metadata.name
  const web = manifests.find(({ kind }) => kind === 'Deployment')?.spec?.template?.spec
  const wait = web?.initContainers?.find(({ name }) => name === 'wait')
  expect(wait?.env).toContainEqual({ name: 'STORE_SETUP', value: job })
})

function labels(engine: string) {
  return {
    'storeplane.dev/store': 'my-shop-abc123',
    'storeplane.dev/installation': '0123456789abcdef',
    'storeplane.dev/engine': engine,
    'app.kubernetes.io/name': 'store',
    'app.kubernetes.io/instance': 'my-shop-abc123',
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/part-of': 'storeplane',
  }
}
