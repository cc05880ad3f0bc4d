// NAMESPACE_LABELS and NAMESPACE_ANNOTATIONS: refused here where the API server would refuse each store, or take what is ours.
import { keyValuesForm, readKeyValues } from './key-values.ts'
import type { Shape } from './shape.ts'

type Metadata = Record<string, string>
type Rule = (key: string, value: string, isList: boolean) => string[]

export const namespaceLabels: Shape<Metadata> = shapeOf([keyFaults, ownershipFaults, labelFaults, podSecurityFaults])
export const namespaceAnnotations: Shape<Metadata> = shapeOf([keyFaults, ownershipFaults, textFaults], sizeFaults)

function shapeOf(rules: Rule[], wholeFaults: (pairs: [string, string][]) => string[] = () => []): Shape<Metadata> {
  const faultsOf = (text: string): string[] => {
    const read = readKeyValues(text)
    if (read === null) return [`must be ${keyValuesForm}, such as team=shops, not "${text}"`]
    const { pairs, isList } = read
    const ofEach = pairs.flatMap(([key, value]) => rules.flatMap((rule) => rule(key, value, isList)))
    return [...new Set([...repeated(pairs), ...ofEach, ...wholeFaults(pairs)])]
  }
  return {
    form: keyValuesForm,
    read: (text) => (faultsOf(text).length === 0 ? Object.fromEntries(readKeyValues(text)?.pairs ?? []) : undefined),
    faultsOf,
  }
}

function repeated(pairs: [string, string][]): string[] {
  const keys = pairs.map(([key]) => key)
  return keys.filter((key, at) => keys.indexOf(key) < at).map((key) => `must name ${key} once`)
}

const keyPattern =
  /^(?:(?=[^/]{1,253}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?(?:[A-Za-z0-9]|[A-Za-z0-9][-\w.]{0,61}[A-Za-z0-9])$/

function keyFaults(key: string): string[] {
  if (keyPattern.test(key)) return []
  return [
    `must have keys of the form NAME or PREFIX/NAME, a name of at most 63 letters, digits, "-", "_" and "." behind a domain, not "${key}"`,
  ]
}

function ownershipFaults(key: string): string[] {
  const owner = /^(storeplane\.dev|app\.kubernetes\.io)\//.test(key)
    ? 'Storeplane'
    : key === 'kubernetes.io/metadata.name'
      ? 'Kubernetes'
      : null
  return owner === null ? [] : [`must not set ${key}, which ${owner} sets itself; take it out`]
}

function labelFaults(key: string, value: string): string[] {
  if (/^(?:[A-Za-z0-9]|[A-Za-z0-9][-\w.]{0,61}[A-Za-z0-9])?$/.test(value)) return []
  return [
    `must have labels of at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends, not "${value}" (${key})`,
  ]
}

const podSecurity = 'pod-security.kubernetes.io/'

function podSecurityFaults(key: string, value: string): string[] {
  if (!key.startsWith(podSecurity)) return []
  const mode = key.slice(podSecurity.length)
  if (!/^(enforce|audit|warn)(-version)?$/.test(mode))
    return [`must not set ${key}, which Pod Security does not know: enforce, audit and warn, each also with -version`]
  const [pattern, allowed] = mode.endsWith('-version')
    ? [/^(latest|v1\.\d{1,3})$/, 'latest or v1.N']
    : [/^(privileged|baseline|restricted)$/, 'privileged, baseline or restricted']
  return pattern.test(value) ? [] : [`must set ${key} to ${allowed}, not "${value}"`]
}

function textFaults(key: string, value: string, isList: boolean): string[] {
  if (isList && value.includes('='))
    return [`must be a JSON object where a value holds "=" or ",", not "${value}" (${key})`]
  return Buffer.from(value).toString() === value ? [] : [`must be text in Unicode, without half a pair (${key})`]
}

const maxBytes = 262_144

function sizeFaults(pairs: [string, string][]): string[] {
  const bytes = pairs.reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0)
  return bytes > maxBytes ? [`must have at most ${maxBytes} bytes in all, not ${bytes}`] : []
}
