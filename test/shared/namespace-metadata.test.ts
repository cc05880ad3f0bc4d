// NAMESPACE_LABELS and NAMESPACE_ANNOTATIONS: what is read, and what is refused before a namespace is asked for with it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelKey, labelValue } from '../../sandbox/validation/names.ts'
import { readEnvironment } from '../../shared/config/environment.ts'
import { namespaceAnnotations, namespaceLabels } from '../../shared/config/namespace-metadata.ts'
import { pollerConfig } from '../../shared/config/poller-config.ts'
import { ExitError } from '../../shared/errors.ts'

const secret = Buffer.alloc(32, 'test').toString('base64')
const readLabels = (text: string) => namespaceLabels.read(text, '/srv')
const readAnnotations = (text: string) => namespaceAnnotations.read(text, '/srv')

test.each([
  ['team=shops', { team: 'shops' }],
  [' team = shops , istio-injection=disabled, ', { team: 'shops', 'istio-injection': 'disabled' }],
  ['empty=', { empty: '' }],
  ['{"team": "shops", "istio.io/rev": "1-26"}', { team: 'shops', 'istio.io/rev': '1-26' }],
  [
    'pod-security.kubernetes.io/enforce=baseline,pod-security.kubernetes.io/audit-version=v1.34',
    { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/audit-version': 'v1.34' },
  ],
  ['{}', {}],
])('%s is read as labels', (text, labels) => {
  expect(readLabels(text)).toEqual(labels)
})

test('a JSON object holds annotations that a list could not', () => {
  const annotations = { 'openshift.io/node-selector': 'pool=shops,disk=ssd', 'example.com/note': ' line\n"two" ' }
  expect(readAnnotations(JSON.stringify(annotations))).toEqual(annotations)
})

test.each([
  ['team', /must be KEY=VALUE pairs .* or a JSON object of texts.*not "team"/],
  ['{"team": true}', /must be KEY=VALUE pairs .* or a JSON object of texts/],
  ['{"team": "a"', /must be KEY=VALUE pairs .* or a JSON object of texts/],
  ['["team"]', /must be KEY=VALUE pairs .* or a JSON object of texts/],
  ['team=a,team=b', /must name team once/],
  ['{"team": "a", "t\\u0065am": "b"}', /must name team once/],
  ['te am=a', /must have keys of the form NAME or PREFIX\/NAME.*not "te am"/],
  ['a/b/c=a', /must have keys of the form NAME or PREFIX\/NAME.*not "a\/b\/c"/],
  ['Prefix.example.com/a=b', /must have keys of the form NAME or PREFIX\/NAME/],
  [`${'a'.repeat(254)}/b=c`, /must have keys of the form NAME or PREFIX\/NAME/],
  [`${'a'.repeat(64)}=c`, /must have keys of the form NAME or PREFIX\/NAME/],
  ['{"__proto__": "a"}', /must have keys of the form NAME or PREFIX\/NAME/],
  ['team=a b', /must have labels of at most 63 letters.*not "a b" \(team\)/],
  [`team=${'a'.repeat(64)}`, /must have labels of at most 63 letters/],
  ['storeplane.dev/store=x', /must not set storeplane\.dev\/store, which Storeplane sets itself; take it out/],
  [
    'app.kubernetes.io/part-of=x',
    /must not set app\.kubernetes\.io\/part-of, which Storeplane sets itself; take it out/,
  ],
  [
    'kubernetes.io/metadata.name=x',
    /must not set kubernetes\.io\/metadata\.name, which Kubernetes sets itself; take it out/,
  ],
  [
    'pod-security.kubernetes.io/enforce=strict',
    /must set pod-security\.kubernetes\.io\/enforce to privileged, baseline or restricted, not "strict"/,
  ],
  [
    'pod-security.kubernetes.io/warn-version=1.34',
    /must set pod-security\.kubernetes\.io\/warn-version to latest or v1\.N, not "1\.34"/,
  ],
  [
    'pod-security.kubernetes.io/enforced=baseline',
    /must not set pod-security\.kubernetes\.io\/enforced, which Pod Security does not know/,
  ],
])('%s is refused as labels, with the cure', (text, says) => {
  expect(readLabels(text)).toBeUndefined()
  expect(faults(text).join('; ')).toMatch(says)
})

test.each([
  [
    'openshift.io/node-selector=pool=shops,disk=ssd',
    /must be a JSON object where a value holds "=" or ",", not "pool=shops" \(openshift\.io\/node-selector\)/,
  ],
  [JSON.stringify({ note: 'a'.repeat(262_144) }), /must have at most 262144 bytes in all/],
  ['{"note": "\\ud800"}', /must be text in Unicode.*\(note\)/],
  ['storeplane.dev/installation=x', /must not set storeplane\.dev\/installation/],
])('%.60s is refused as annotations, with the cure', (text, says) => {
  expect(readAnnotations(text)).toBeUndefined()
  expect((namespaceAnnotations.faultsOf?.(text) ?? []).join('; ')).toMatch(says)
})

test.each([`{"note": "a,b=c"}`, `'{"note": "a,b=c"}'`])('.env holds it as %s', (written) => {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-labels-'))
  writeFileSync(join(folder, '.env'), `STORE_SECRET_KEY=${secret}\nNAMESPACE_ANNOTATIONS=${written}\n`)
  const { namespaceAnnotations } = pollerConfig(readEnvironment({}, folder), folder)
  rmSync(folder, { recursive: true })
  expect(namespaceAnnotations).toEqual({ note: 'a,b=c' })
})

test('all faults are told at once, with the variable', () => {
  const environment = {
    STORE_SECRET_KEY: secret,
    NAMESPACE_LABELS: 'storeplane.dev/store=x,team=a b',
    NAMESPACE_ANNOTATIONS: 'note',
  }
  try {
    pollerConfig(environment, '/srv')
    expect.fail('nothing was refused')
  } catch (error) {
    expect(error).toBeInstanceOf(ExitError)
    expect(String(error).match(/^ {2}NAMESPACE_(LABELS|ANNOTATIONS): must/gm)).toHaveLength(3)
  }
})

describe('hostile texts', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/)
  const prefix = fc.stringMatching(/^[a-z]([-a-z0-9]{0,9}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,9}[a-z0-9])?){1,3}$/)
  const key = fc.oneof(
    name,
    fc.tuple(prefix, name).map((parts) => parts.join('/')),
  )
  const anyText = fc.string({ unit: 'grapheme', maxLength: 40 })

  test('what Kubernetes takes is read as it was written, as a list and as JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(name, fc.constant('')), { minKeys: 1 }), (labels) => {
        const list = Object.entries(labels)
          .map((pair) => pair.join('='))
          .join(',')
        expect(readLabels(list)).toEqual(labels)
        expect(readLabels(JSON.stringify(labels))).toEqual(labels)
      }),
    )
    fc.assert(
      fc.property(fc.dictionary(key, anyText), (annotations) => {
        expect(readAnnotations(JSON.stringify(annotations, null, 2))).toEqual(annotations)
      }),
    )
  })

  test('what is read as labels is what Kubernetes takes and none of ours; all else is told, and begins with the rule', () => {
    const sharp = fc.stringMatching(/^[aZ0./_=,"{}: -]{0,24}$/)
    const ours = fc
      .tuple(fc.constantFrom('storeplane.dev/', 'app.kubernetes.io/'), name)
      .map(([before, behind]) => `${before}${behind}=x`)
    const text = fc.oneof(
      anyText,
      sharp,
      ours,
      fc.dictionary(fc.oneof(key, anyText), anyText).map((map) => JSON.stringify(map)),
    )
    fc.assert(
      fc.property(text, (given) => {
        const labels = readLabels(given)
        if (labels === undefined) {
          expect(faults(given).length).toBeGreaterThan(0)
          for (const fault of faults(given)) expect(fault).toMatch(/^must /)
          return
        }
        for (const [name, value] of Object.entries(labels)) {
          expect([...labelKey(name), ...labelValue(value)]).toEqual([])
          expect(name).not.toMatch(/^(storeplane\.dev|app\.kubernetes\.io)\//)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

function faults(text: string): string[] {
  return namespaceLabels.faultsOf?.(text) ?? []
}
