// WooCommerce: a plugin of WordPress, on PHP and MariaDB.
import { acceptJson, acceptOk } from './accept-answers.ts'
import type { EngineDefinition, ProbeAnswer } from './definition.ts'

export const woocommerce = {
  id: 'woocommerce',
  label: 'WooCommerce',
  description: 'WordPress shop with themes and plug-ins',
  parts: ['database', 'setup', 'web', 'ingress'],
  requiredValues: [],
  credentialPurposes: [
    'adminPassword',
    'databasePassword',
    'authKey',
    'secureAuthKey',
    'loggedInKey',
    'nonceKey',
    'authSalt',
    'secureAuthSalt',
    'loggedInSalt',
    'nonceSalt',
  ],
  login: ({ url }) => ({ adminUrl: `${url}/wp-admin`, user: 'admin' }),
  probes: [
    { path: '/', accept: acceptPage },
    { path: '/wp-json/wc/store/v1/products?per_page=1', accept: acceptJson('[', 'the products') },
  ],
} as const satisfies EngineDefinition

function acceptPage(answer: ProbeAnswer): string | null {
  const installer = /\/wp-admin\/(?:install|setup-config)\.php/
  if (installer.test(answer.path) || installer.test(answer.location ?? '')) return 'WordPress is not installed yet'
  if (/Error establishing a database connection/i.test(answer.body)) return 'WordPress does not reach its database'
  return acceptOk(answer)
}
