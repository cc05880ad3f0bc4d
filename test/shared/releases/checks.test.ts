// What a release may hold and change, on objects as Helm renders them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differences } from '../../../shared/releases/checks/differences.ts'
import { immutableChanges } from '../../../shared/releases/checks/immutable-fields.ts'
import type { Manifest } from '../../../shared/releases/checks/object.ts'
import { objectFaults } from '../../../shared/releases/checks/object-faults.ts'
import { unstableFields } from '../../../shared/releases/checks/unstable-fields.ts'

const object = (kind: string, apiVersion: string, rest: object = {}): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'thing' },
  ...rest,
})
const own = 'store-example'

describe('an object is refused:', () => {
  test.each<[string, Manifest, string]>([
    [
      'a hook',
      object('Job', 'batch/v1', { metadata: { name: 'a', annotations: { 'helm.sh/hook': 'post-install' } } }),
      "Job a: metadata.annotations has helm.sh/hook; a store's chart has no hooks",
    ],
    [
      'one with the weight of a hook',
      object('Job', 'batch/v1', { metadata: { name: 'a', annotations: { 'helm.sh/hook-weight': '1' } } }),
      "Job a: metadata.annotations has helm.sh/hook-weight; a store's chart has no hooks",
    ],
    ...(
      [
        ['Namespace', 'v1'],
        ['PersistentVolume', 'v1'],
        ['ClusterRole', 'rbac.authorization.k8s.io/v1'],
        ['CustomResourceDefinition', 'apiextensions.k8s.io/v1'],
        ['IngressClass', 'networking.k8s.io/v1'],
        ['StorageClass', 'storage.k8s.io/v1'],
        ['ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1'],
      ] as const
    ).map(([kind, apiVersion]): [string, Manifest, string] => [
      `a ${kind}`,
      object(kind, apiVersion),
      `${kind} thing: kind is cluster-wide; a store lives in its own namespace alone`,
    ]),
    ...(
      [
        ['Certificate', 'cert-manager.io/v1'],
        ['Deployment', 'example.org/v1'],
        ['Gadget', 'v1'],
        ['List', 'v1'],
        ['__proto__', 'v1'],
        ['toString', 'constructor/v1'],
      ] as const
    ).map(([kind, apiVersion]): [string, Manifest, string] => [
      `a ${kind} of ${apiVersion}, of which nothing is known`,
      object(kind, apiVersion),
      `${kind} thing: kind is not known here (apiVersion ${apiVersion}), so nobody can say that it is not cluster-wide`,
    ]),
    [
      'in another namespace',
      object('ConfigMap', 'v1', { metadata: { name: 'a', namespace: 'kube-system' } }),
      'ConfigMap a: metadata.namespace is kube-system; leave it out, or set it to the namespace of the release',
    ],
    [
      'without a name',
      object('ConfigMap', 'v1', { metadata: { generateName: 'a-' } }),
      'ConfigMap without a name: metadata.name is missing; the objects of a store have fixed names',
    ],
  ])('%s', (_, one, fault) => {
    expect(objectFaults([one], own)).toEqual([fault])
  })

  test.each([
    ['Deployment', 'apps/v1'],
    ['StatefulSet', 'apps/v1'],
    ['Service', 'v1'],
    ['Ingress', 'networking.k8s.io/v1'],
    ['Role', 'rbac.authorization.k8s.io/v1'],
    ['Job', 'batch/v1'],
  ])('but not a %s of %s, with the namespace of the release or without one', (kind, apiVersion) => {
    const there = object(kind, apiVersion, { metadata: { name: 'a', namespace: own } })
    expect(objectFaults([object(kind, apiVersion), there], own)).toEqual([])
  })
})

const deployment = (spec: object) => object('Deployment', 'apps/v1', { spec })
const statefulSet = (spec: object) => object('StatefulSet', 'apps/v1', { spec })
const claims = (storage: string) => [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }]
const job = (spec: object, name = 'setup') => object('Job', 'batch/v1', { metadata: { name }, spec })
const containers = (image: string) => ({ spec: { containers: [{ name: 'c', image }] } })
const secret = (rest: object) => object('Secret', 'v1', rest)
const configMap = (rest: object) => object('ConfigMap', 'v1', rest)

describe('a change is refused:', () => {
  test.each<[string, Manifest, Manifest, string[]]>([
    [
      'the selector of a Deployment',
      deployment({ selector: { matchLabels: { 'app.kubernetes.io/name': 'one' } } }),
      deployment({ selector: { matchLabels: { 'app.kubernetes.io/name': 'two' } } }),
      ['spec.selector.matchLabels["app.kubernetes.io/name"]'],
    ],
    [
      'the claims of a StatefulSet',
      statefulSet({ volumeClaimTemplates: claims('5Gi') }),
      statefulSet({ volumeClaimTemplates: claims('9Gi') }),
      ['spec.volumeClaimTemplates[0].spec.resources.requests.storage'],
    ],
    [
      'several fields of a StatefulSet, one that is new and one that is gone among them',
      statefulSet({ serviceName: 'a', revisionHistoryLimit: 3 }),
      statefulSet({ serviceName: 'b', podManagementPolicy: 'Parallel' }),
      ['spec.serviceName', 'spec.revisionHistoryLimit', 'spec.podManagementPolicy'],
    ],
    [
      'the address of a Service',
      object('Service', 'v1', { spec: { clusterIP: 'None' } }),
      object('Service', 'v1', { spec: {} }),
      ['spec.clusterIP'],
    ],
    [
      'a volume claim, its size included',
      object('PersistentVolumeClaim', 'v1', { spec: { resources: { requests: { storage: '1Gi' } } } }),
      object('PersistentVolumeClaim', 'v1', {
        spec: { resources: { requests: { storage: '2Gi' } }, storageClassName: 'a' },
      }),
      ['spec.resources.requests.storage', 'spec.storageClassName'],
    ],
    [
      'what a Job of the same name does',
      job({ template: containers('a:1') }),
      job({ template: containers('a:2') }),
      ['spec.template.spec.containers[c].image'],
    ],
    [
      'the order of what a Job of the same name runs',
      job({ template: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } } }),
      job({ template: { spec: { containers: [{ name: 'b' }, { name: 'a' }] } } }),
      ['spec.template'],
    ],
    ['the type of a Secret', secret({ type: 'Opaque' }), secret({ type: 'kubernetes.io/tls' }), ['type']],
    [
      'an immutable Secret',
      secret({ immutable: true, data: { a: 'x' } }),
      secret({ immutable: true, data: { a: 'y' } }),
      ['data.a'],
    ],
    ['an immutable ConfigMap that no longer is', configMap({ immutable: true }), configMap({}), ['immutable']],
    [
      'the role of a RoleBinding',
      object('RoleBinding', 'rbac.authorization.k8s.io/v1', { roleRef: { name: 'a' } }),
      object('RoleBinding', 'rbac.authorization.k8s.io/v1', { roleRef: { name: 'b' } }),
      ['roleRef.name'],
    ],
    [
      'also when the version of the API is another one',
      object('Deployment', 'apps/v1beta1', { spec: { selector: 'a' } }),
      deployment({ selector: 'b' }),
      ['spec.selector'],
    ],
  ])('%s', (_, before, after, paths) => {
    expect(immutableChanges([before], [after]).map(({ path }) => path)).toEqual(paths)
  })

  test.each<[string, Manifest, Manifest]>([
    ['the pods of a Deployment', deployment({ template: 'a' }), deployment({ template: 'b', replicas: 3 })],
    ['the pods of a StatefulSet', statefulSet({ replicas: 1 }), statefulSet({ template: 'b', updateStrategy: 'x' })],
    ['the patience of a Job', job({ template: 'a', backoffLimit: 1 }), job({ template: 'a', backoffLimit: 2 })],
    ['a Job under another name', job({ template: 'a' }), job({ template: 'b' }, 'setup-2')],
    ['what a Secret holds', secret({ data: { a: 'x' } }), secret({ data: { a: 'y' }, immutable: true })],
    [
      'the port of a Service',
      object('Service', 'v1', { spec: { ports: [] } }),
      object('Service', 'v1', { spec: { ports: [1] } }),
    ],
    ['labels', deployment({}), { ...deployment({}), metadata: { name: 'thing', labels: { a: 'b' } } } as Manifest],
  ])('but not %s', (_, before, after) => {
    expect(immutableChanges([before], [after])).toEqual([])
  })

  test('but not an object that one of them lacks', () => {
    const one = deployment({ selector: 'a' })
    expect([immutableChanges([], [one]), immutableChanges([one], [])]).toEqual([[], []])
  })
})

test('two renderings are compared object by object, and their values are not repeated', () => {
  const first = [secret({ data: { a: 'made-up-1' } }), object('Service', 'v1')]
  const second = [secret({ data: { a: 'made-up-2' } }), configMap({})]
  const found = unstableFields(first, second)
  expect(found).toEqual([
    'Secret thing: data.a differs between two renderings with the same input',
    'Service thing: is there in one of two renderings with the same input',
    'ConfigMap thing: is there in one of two renderings with the same input',
  ])
  expect(unstableFields(first, first)).toEqual(['its text differs between two renderings with the same input'])
})

describe('differences', () => {
  test('are none between a value and itself, and are found whatever was changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(differences(one, structuredClone(one))).toEqual([])
        const isSame = JSON.stringify(one) === JSON.stringify(other)
        if (isSame) expect(differences(one, other)).toEqual([])
        if (differences({ a: one }, { a: other }).length > 0)
          expect(JSON.stringify(one)).not.toBe(JSON.stringify(other))
      }),
    )
  })

  test('name items of lists by their names, and by their places where they have none', () => {
    const before = { env: [{ name: 'A', value: '1' }, { name: 'B' }], args: ['x', 'y'] }
    const after = { env: [{ name: 'B' }, { name: 'A', value: '2' }], args: ['x', 'z', 'w'] }
    expect(differences(before, after)).toEqual([
      { path: 'env[A].value', before: '1', after: '2' },
      { path: 'args[1]', before: 'y', after: 'z' },
      { path: 'args[2]', before: undefined, after: 'w' },
    ])
  })
})
