// STORE_URL_TEMPLATE, and the URL of a store that comes of it.
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

function isTemplate(text: string): boolean {
  try {
    const { url, host } = expandStoreUrl(text, 'a-name', 'example.com')
    return /^https?:\/\/[^/]+$/.test(url) && host.includes('a-name')
  } catch {
    return false
  }
}
