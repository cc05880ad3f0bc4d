// What each engine answers when a shopper can load the store. Complaints repeat nothing of the answer.
import type { UrlAnswer, UrlProbe } from './url-probe.ts'

export const engineChecks: Record<'woocommerce' | 'medusa', Pick<UrlProbe, 'path' | 'accept'>[]> = {
  woocommerce: [
    { path: '/', accept: isWordPressPage },
    { path: '/wp-json/wc/store/v1/products?per_page=1', accept: isJsonList },
  ],
  medusa: [
    { path: '/health', accept: isOk },
    { path: '/store/products?limit=1', accept: isMedusaCatalogue },
  ],
}

function isWordPressPage(answer: UrlAnswer): string | null {
  const installer = /\/wp-admin\/(?:install|setup-config)\.php/
  if (installer.test(answer.path) || installer.test(answer.location ?? '')) return 'WordPress is not installed yet'
  if (/Error establishing a database connection/i.test(answer.body)) return 'WordPress does not reach its database'
  return isOk(answer)
}

function isOk({ status }: UrlAnswer): string | null {
  return status === 200 ? null : `HTTP ${status} where 200 was expected`
}

/** The beginning is enough: a long list is cut off. */
function isJsonList(answer: UrlAnswer): string | null {
  const isList = /^application\/json\b/i.test(answer.contentType ?? '') && answer.body.trimStart().startsWith('[')
  return isOk(answer) ?? (isList ? null : 'the products are not answered as JSON')
}

/** Without a publishable key Medusa answers 400 and names it, which only a working API does. */
function isMedusaCatalogue(answer: UrlAnswer): string | null {
  if (answer.status === 400 && /publishable/i.test(answer.body)) return null
  const isObject = /^application\/json\b/i.test(answer.contentType ?? '') && answer.body.trimStart().startsWith('{')
  return isOk(answer) ?? (isObject ? null : 'the products are not answered as JSON')
}
