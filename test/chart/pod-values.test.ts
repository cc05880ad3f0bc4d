// What an operator says of a store's pods for a mesh, a policy or nodes of one's own: where it arrives, and where it must not.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { immutableChanges } from '../../shared/releases/checks/immutable-fields.ts'
import type { Manifest as CheckedManifest } from '../../shared/releases/checks/object.ts'
import { containersOf, type Engine, engines, helm, type Manifest, platformValues, podsOf, render } from './chart.ts'

const tolerations = [{ key: 'dedicated', operator: 'Equal', value: 'shops', effect: 'NoSchedule' }]
const reference = { valueFrom: { secretKeyRef: { name: 'proxy', key: 'url' } } }
const wanted = {
  podLabels: { team: 'shops', 'sidecar.istio.io/inject': 'false' },
  podAnnotations: { 'linkerd.io/inject': 'disabled' },
  env: { TZ: 'Europe/Berlin', HTTPS_PROXY: reference },
  nodeSelector: { 'node.example.com/pool': 'shops' },
  tolerations,
}
const imageOfMedusa = { medusa: { image: 'registry.example.org/medusa:2' } }

describe.each(engines)('%s', (engine) => {
  test('every pod has what is said of all pods, and every container its variables', () => {
    const manifests = render(engine, { more: wanted })
    for (const { owner, pod } of podsOf(manifests)) {
      expect(pod.metadata.labels, owner).toMatchObject(wanted.podLabels)
      expect(pod.metadata.annotations, owner).toMatchObject(wanted.podAnnotations)
      expect(pod.spec.nodeSelector, owner).toEqual(wanted.nodeSelector)
      expect(pod.spec.tolerations, owner).toEqual(tolerations)
    }
    for (const { where, container } of containersOf(manifests))
      expect(container.env, where).toEqual(
        expect.arrayContaining([
          { name: 'TZ', value: 'Europe/Berlin' },
          { name: 'HTTPS_PROXY', ...reference },
        ]),
      )
  })

  test.each(['web', 'setup', 'database', 'cache'])(
    'what is said of %s alone wins there, and is nowhere else',
    (component) => {
      const own = { podLabels: { team: 'own' }, podAnnotations: { 'linkerd.io/inject': 'enabled' }, env: { TZ: 'UTC' } }
      const manifests = render(engine, { more: { ...wanted, [component]: own } })
      for (const { owner, pod } of podsOf(manifests)) {
        const isIts = pod.metadata.labels['app.kubernetes.io/component'] === component
        const expected = isIts ? ['own', 'false', 'enabled'] : ['shops', 'false', 'disabled']
        const { labels, annotations } = pod.metadata
        expect([labels['team'], labels['sidecar.istio.io/inject'], annotations?.['linkerd.io/inject']], owner).toEqual(
          expected,
        )
        for (const { env } of [...(pod.spec.initContainers ?? []), ...pod.spec.containers])
          expect(env, owner).toContainEqual({ name: 'TZ', value: isIts ? 'UTC' : 'Europe/Berlin' })
      }
    },
  )

  test('a set-up can be kept out of a mesh in which the rest of the store is', () => {
    const more = { setup: { podLabels: { 'sidecar.istio.io/inject': 'false' } } }
    const out = podsOf(render(engine, { more })).filter(({ pod }) => pod.metadata.labels['sidecar.istio.io/inject'])
    expect(out.map(({ owner }) => owner)).toEqual([expect.stringMatching(/^Job\/setup-/)])
  })

  test('nothing else of the store follows them: no selector, no claim, no policy, and no field that cannot change', () => {
    const [before, after] = [
      render(engine, { environment: 'prod' }),
      render(engine, { environment: 'prod', more: wanted }),
    ]
    expect(immutableChanges(before as CheckedManifest[], after as CheckedManifest[])).toEqual([])
    expect(after.map(withoutPods)).toEqual(before.map(withoutPods))
    const [jobBefore, jobAfter] = [before, after].map((all) => all.find(({ kind }) => kind === 'Job')?.metadata.name)
    expect(jobAfter).not.toBe(jobBefore)
  })

  test('a variable that the chart sets itself is refused, with the way to it, wherever it is written', () => {
    const names = new Set(
      containersOf(render(engine))
        .flatMap(({ container }) => container.env ?? [])
        .map(({ name }) => name),
    )
    expect(names.size).toBeGreaterThan(10)
    for (const name of names)
      expect(refusal(engine, { env: { [name]: 'mine' } })).toMatch(
        new RegExp(`\\benv(\\.| has )${name}\\b.*take it out`),
      )
  })
})

test.each([
  [
    'a label of ours',
    { podLabels: { 'storeplane.dev/store': 'x' } },
    /podLabels has storeplane\.dev\/store.*take it out/,
  ],
  [
    'a label of our selectors',
    { web: { podLabels: { 'app.kubernetes.io/instance': 'x' } } },
    /web\.podLabels has app\.kubernetes\.io\/instance.*take it out/,
  ],
  [
    'a label of a controller',
    { setup: { podLabels: { 'job-name': 'x' } } },
    /setup\.podLabels has job-name.*take it out/,
  ],
  [
    'an annotation of ours',
    { podAnnotations: { 'storeplane.dev/programs': 'x' } },
    /podAnnotations has storeplane\.dev\/programs.*take it out/,
  ],
  [
    'a variable of the set-up',
    { database: { env: { STORE_SETUP: 'x' } } },
    /database\.env has STORE_SETUP.*take it out/,
  ],
  [
    'a variable of the container',
    { web: { env: { WORDPRESS_CONFIG_EXTRA: 'x' } } },
    /web\.env\.WORDPRESS_CONFIG_EXTRA: the chart sets this variable of the container "\w+" itself; take it out/,
  ],
])('%s is refused with its path and the cure', (_what, more, says) => {
  expect(refusal('woocommerce', more)).toMatch(says)
})

test.each([
  [
    'a label that is no text',
    { podLabels: { 'sidecar.istio.io/inject': false } },
    /podLabels.*sidecar\.istio\.io\/inject/,
  ],
  ['a label with a blank', { setup: { podLabels: { team: 'a b' } } }, /setup.podLabels.*team/],
  ['a key with two slashes', { podLabels: { 'a/b/c': 'x' } }, /podLabels/],
  ['a prefix that is too long', { podLabels: { [`${'a'.repeat(254)}/b`]: 'x' } }, /podLabels/],
  ['an annotation that is no text', { podAnnotations: { port: 15020 } }, /podAnnotations.*port/],
  ['a node without a value', { nodeSelector: { pool: null } }, /nodeSelector.*pool/],
  ['a list of variables', { env: [{ name: 'TZ', value: 'UTC' }] }, /env/],
  ['a variable whose name is none', { env: { 'A-B': 'x' } }, /env/],
  ['a secret in the values', { env: { A: { valueFrom: { secret: 'hunter2' } } } }, /env.*A.*valueFrom/],
  [
    'a variable from two places',
    { env: { A: { valueFrom: { ...reference.valueFrom, configMapKeyRef: { name: 'a', key: 'b' } } } } },
    /env.*A.*valueFrom/,
  ],
  ['a toleration without a key', { tolerations: [{ operator: 'Equal', value: 'x' }] }, /tolerations.*0/],
  [
    'a toleration with a needless value',
    { tolerations: [{ key: 'a', operator: 'Exists', value: 'x' }] },
    /tolerations.*0/,
  ],
  [
    'a time of what is not NoExecute',
    { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] },
    /tolerations.*0/,
  ],
  [
    'an effect that there is not',
    { tolerations: [{ key: 'a', operator: 'Exists', effect: 'Never' }] },
    /tolerations.*0/,
  ],
])('%s is refused by its name', (_what, more, names) => {
  const told = refusal('woocommerce', more)
  expect(told).toContain("values don't meet the specifications of the schema")
  expect(told).toMatch(names)
})

const name = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/)
const prefix = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?){1,8}$/)
const key = fc.oneof(
  name,
  fc.tuple(prefix, name).map(([before, behind]) => `${before}/${behind}`),
)
const sharp = fc.constantFrom(
  'true',
  'null',
  '0x1f',
  '1e3',
  'on',
  '012',
  '{{ .Values }}',
  '$(TZ)',
  'a: b # c',
  '- x',
  '"',
  "'",
  '\n\n x',
  '%',
  '',
)
const anyText = fc.oneof(sharp, fc.string({ unit: 'grapheme', maxLength: 60 }))
const labelValue = fc.oneof(name, fc.constantFrom('', 'true', 'null', '0x1f', '1e3', 'on', '012'))

test('whatever Kubernetes takes as labels, annotations and variables arrives as it was written', () => {
  const values = fc.record({
    podLabels: fc.dictionary(key, labelValue, { maxKeys: 6 }),
    podAnnotations: fc.dictionary(key, anyText, { maxKeys: 6 }),
    env: fc.dictionary(fc.stringMatching(/^X[A-Z0-9_]{0,20}$/), anyText, { maxKeys: 6 }),
    nodeSelector: fc.dictionary(key, labelValue, { maxKeys: 6 }),
  })
  fc.assert(
    fc.property(values, fc.constantFrom(...engines), (more, engine) => {
      for (const { pod } of podsOf(render(engine, { more }))) {
        expect(pod.metadata.labels).toMatchObject(more.podLabels)
        expect(pod.metadata.annotations ?? {}).toMatchObject(more.podAnnotations)
        expect(pod.spec.nodeSelector ?? {}).toEqual(more.nodeSelector)
        const env = Object.fromEntries((pod.spec.containers[0]?.env ?? []).map(({ name, value }) => [name, value]))
        expect(env).toMatchObject(more.env)
      }
    }),
    { numRuns: 12 },
  )
})

test('whatever Kubernetes does not take as a label is refused before it is asked', () => {
  const isKey = (text: string) =>
    /^([^/]{1,253}\/)?[^/]{1,63}$/.test(text) &&
    text.split('/').every((part) => /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/.test(part))
  const wrong = fc.oneof(
    anyText.filter((text) => !isKey(text)).map((text) => ({ [text]: 'x' })),
    fc
      .string({ unit: 'grapheme', maxLength: 80 })
      .filter((text) => !/^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/.test(text))
      .map((text) => ({ key: text })),
    fc
      .string({ minLength: 64, maxLength: 80, unit: fc.constantFrom('a', '0', '-') })
      .map((text) => ({ key: `a${text}` })),
  )
  fc.assert(
    fc.property(wrong, fc.constantFrom('podLabels', 'nodeSelector'), (labels, field) => {
      expect(refusal('woocommerce', { [field]: labels })).toContain(field)
    }),
    { numRuns: 12 },
  )
})

function refusal(engine: Engine, more: object): string {
  const { status, stderr } = helm({ values: { ...platformValues(engine), ...imageOfMedusa, ...more } })
  expect(status).toBe(1)
  return stderr.replaceAll('\n', ' ')
}

/** All of an object but its pods; the Job's name follows its pod. */
function withoutPods({ metadata, spec, ...rest }: Manifest): object {
  const { template: _, ...others } = spec ?? {}
  return { ...rest, metadata: rest.kind === 'Job' ? { ...metadata, name: 'setup' } : metadata, spec: others }
}
