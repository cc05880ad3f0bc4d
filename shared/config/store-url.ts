// STORE_URL_TEMPLATE, and the URL of a store that comes of it.
import { maxNameLength } from '../ids.ts'
import type { Shape } from './shape.ts'

export const storeUrlTemplate: Shape<string> = {
  form: 'an http or https URL with {name} in its host and no path',
  read: (text) => (isTemplate(text) ? text : undefined),
}

/** The store's URL, without a trailing slash, and its host name, without a port. */
export function expandStoreUrl(template: string, name: string, domain: string): { url: string; host: string } {
  const url = new URL(template.replaceAll('{name}', name).replaceAll('{domain}', domain))
  return { url: url.href.replace(/\/$/, ''), host: url.hostname }
}

/**
 * What keeps a template from giving every store a host, tried with the shortest and the longest name, in letters and in digits;
 * null where nothing does.
 */
export function findHostFault(template: string, domain: string): string | null {
  for (const name of ['a', '1', 'a'.repeat(maxNameLength), '1'.repeat(maxNameLength)]) {
    const wanted = hostOf(template, name, domain)
    const fault = faultOfHost(wanted) ?? (isKeptBy(template, name, domain, wanted) ? null : 'reads as another one')
    if (fault !== null) return `a store named "${name}" would have the host "${wanted}", which ${fault}`
  }
  return null
}

const longestLabel = 63
const longestHost = 253

function hostOf(template: string, name: string, domain: string): string {
  const [, host = ''] =
    /^https?:\/\/([^/:]*)/.exec(template.replaceAll('{name}', name).replaceAll('{domain}', domain)) ?? []
  return host.toLowerCase()
}

/** What Kubernetes, DNS and certificates do not take for a host; null for one in small letters that they take. */
export function faultOfHost(host: string): string | null {
  if (host.length > longestHost) return `has ${host.length} characters; at most ${longestHost} are allowed`
  for (const label of host.split('.')) {
    if (label === '') return 'has two dots together or one at an end'
    if (label.length > longestLabel)
      return `has a part of ${label.length} characters; at most ${longestLabel} are allowed`
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label))
      return `has the part "${label}"; each is of letters, digits and hyphens, and none begins or ends with a hyphen`
  }
  return null
}

/** A host that ends in a number is read as an address. */
function isKeptBy(template: string, name: string, domain: string, wanted: string): boolean {
  try {
    return expandStoreUrl(template, name, domain).host === wanted
  } catch {
    return false
  }
}

function isTemplate(text: string): boolean {
  try {
    const { url, host } = expandStoreUrl(text, 'a-name', 'example.com')
    return /^https?:\/\/[^/]+$/.test(url) && host.includes('a-name')
  } catch {
    return false
  }
}
