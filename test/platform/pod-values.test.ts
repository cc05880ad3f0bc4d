// What a mesh, a policy or dedicated nodes want of the control plane's pods, and of the namespaces of its stores.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { namespaceAnnotations, namespaceLabels } from '../../shared/config/namespace-metadata.ts'
import { containersOf, find, forms, helmPlatform, type PlatformManifest, podsOf, renderPlatform } from './chart.ts'

const wanted = {
  podLabels: { team: 'shops', 'sidecar.istio.io/inject': 'false' },
  podAnnotations: { 'linkerd.io/inject': 'disabled' },
  nodeSelector: { 'node.example.com/pool': 'shops' },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'shops', effect: 'NoSchedule' }],
}

describe.each(Object.entries(forms))('%s', (_name, form) => {
  test('every pod has the labels, annotations, nodes and tolerations, that of `helm test` included', () => {
    const manifests = renderPlatform({ ...form, ...wanted })
    const pods: { metadata: object; spec?: object }[] = podsOf(manifests).map(({ pod }) => pod)
    pods.push(...manifests.filter(({ kind }) => kind === 'Pod'))
    for (const { metadata, spec } of pods) {
      expect(metadata).toMatchObject({ labels: wanted.podLabels, annotations: wanted.podAnnotations })
      expect(spec).toMatchObject({ nodeSelector: wanted.nodeSelector, tolerations: wanted.tolerations })
    }
  })

  test('nothing else follows them', () => {
    const [before, after] = [renderPlatform(form), renderPlatform({ ...form, ...wanted })].map((all) =>
      all.filter(({ kind }) => kind !== 'Pod').map(withoutPods),
    )
    expect(after).toEqual(before)
  })
})

test('a variable can be taken from a Secret, for either program', () => {
  const env = { HTTPS_PROXY: { valueFrom: { secretKeyRef: { name: 'proxy', key: 'url' } } } }
  const containers = containersOf(renderPlatform({ functions: { env }, poller: { env } }))
  for (const name of ['functions', 'poller'])
    expect(containers.find(({ container }) => container.name === name)?.container.env).toContainEqual({
      name: 'HTTPS_PROXY',
      ...env.HTTPS_PROXY,
    })
})

test("the poller reads the labels and annotations of stores' namespaces as they were written", () => {
  const sharp = fc.constantFrom('$(HOME)', '"', '\\', '<&>', '\n x', 'a=b,c=d', 'é')
  const text = fc.oneof(sharp, fc.string({ unit: 'grapheme', maxLength: 40 }))
  const annotations = fc.dictionary(fc.stringMatching(/^[a-z]{1,9}(\.[a-z]{1,9}\/[A-Za-z]{1,9})?$/), text, {
    minKeys: 1,
  })
  fc.assert(
    fc.property(annotations, (given) => {
      const labels = { team: 'shops', 'istio.io/rev': '1-26' }
      const variable = variablesOf(renderPlatform({ stores: { namespaceLabels: labels, namespaceAnnotations: given } }))
      expect(namespaceLabels.read(variable('NAMESPACE_LABELS'), '/srv')).toEqual(labels)
      expect(variable('NAMESPACE_ANNOTATIONS')).not.toContain('$(')
      expect(namespaceAnnotations.read(variable('NAMESPACE_ANNOTATIONS'), '/srv')).toEqual(given)
    }),
    { numRuns: 10 },
  )
})

test('the admission policy lets the poller make namespaces under restricted, and under the level that is asked for', () => {
  const policyOf = (values: Parameters<typeof renderPlatform>[0]) =>
    JSON.stringify(find(renderPlatform(values), 'ValidatingAdmissionPolicy')?.spec)
  const levels = (...names: string[]) => `.orValue('') in ['${names.join("', '")}']`
  expect(policyOf({})).toContain(levels('restricted'))
  // A poller of before the change makes them under restricted until it is replaced.
  const namespaceLabels = { 'pod-security.kubernetes.io/enforce': 'baseline' }
  expect(policyOf({ stores: { namespaceLabels } })).toContain(levels('restricted', 'baseline'))
})

test.each([
  [
    'a label of our selectors',
    { podLabels: { 'app.kubernetes.io/name': 'x' } },
    /podLabels has app\.kubernetes\.io\/name.*take it out/,
  ],
  [
    'an annotation of ours',
    { podAnnotations: { 'storeplane.dev/store-values': 'x' } },
    /podAnnotations has storeplane\.dev\/store-values.*take it out/,
  ],
  ['a hook', { podAnnotations: { 'helm.sh/hook': 'x' } }, /podAnnotations has helm\.sh\/hook.*take it out/],
  [
    "a namespace's label of ours",
    { stores: { namespaceLabels: { 'storeplane.dev/store': 'x' } } },
    /stores\.namespaceLabels has storeplane\.dev\/store.*take it out/,
  ],
  [
    "a namespace's name",
    { stores: { namespaceLabels: { 'kubernetes.io/metadata.name': 'x' } } },
    /stores\.namespaceLabels has kubernetes\.io\/metadata\.name.*take it out/,
  ],
  [
    'a level that there is not',
    { stores: { namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'strict' } } },
    /stores\.namespaceLabels has pod-security\.kubernetes\.io\/enforce: strict.*privileged, baseline or restricted/,
  ],
  [
    'a mode that there is not',
    { stores: { namespaceLabels: { 'pod-security.kubernetes.io/enforced': 'baseline' } } },
    /stores\.namespaceLabels has pod-security\.kubernetes\.io\/enforced/,
  ],
  [
    'a time from elsewhere',
    { poller: { env: { HELM_TIMEOUT_SECONDS: { valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } } } } },
    /poller\.env\.HELM_TIMEOUT_SECONDS is taken from elsewhere.*write it as a text/,
  ],
  [
    'a label that is no text',
    { podLabels: { 'sidecar.istio.io/inject': false } },
    /podLabels.*sidecar\.istio\.io\/inject/,
  ],
  ['a label with a blank', { stores: { namespaceLabels: { team: 'a b' } } }, /namespaceLabels.*team/],
  ['a toleration that is none', { tolerations: [{ key: 'a', effect: 'Never' }] }, /tolerations.*0/],
  ['a variable that another value sets', { poller: { env: { NAMESPACE_LABELS: 'a=b' } } }, /NAMESPACE_LABELS/],
])('%s is refused with its path', (_what, values, says) => {
  const { status, stderr } = helmPlatform(values)
  expect(status).toBe(1)
  expect(stderr.replaceAll('\n', ' ')).toMatch(says)
})

function variablesOf(manifests: PlatformManifest[]): (name: string) => string {
  const poller = containersOf(manifests).find(({ container }) => container.name === 'poller')?.container
  return (name) => poller?.env?.find((one) => one.name === name)?.value ?? ''
}

function withoutPods({ spec, ...rest }: PlatformManifest): object {
  const { template: _, jobTemplate: __, ...others } = spec ?? {}
  return { ...rest, spec: others }
}
