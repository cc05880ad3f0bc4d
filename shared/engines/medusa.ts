// Medusa: a headless shop on Node.js, PostgreSQL and Redis, from an image that the operator builds.
import { acceptJson, acceptOk } from './accept-answers.ts'
import type { EngineDefinition, ProbeAnswer } from './definition.ts'

const acceptProducts = acceptJson('{', 'the products')

export const medusa = {
  id: 'medusa',
  label: 'Medusa',
  description: 'Headless commerce with an admin',
  parts: ['database', 'cache', 'setup', 'web', 'ingress'],
  requiredValues: [
    {
      path: 'medusa.image',
      reason: (valuesFile) =>
        `No Medusa image is configured: set medusa.image in ${valuesFile} to an image made from deploy/images/medusa`,
    },
  ],
  credentialPurposes: [
    'adminPassword',
    'databasePassword',
    'cachePassword',
    'jwtSecret',
    'cookieSecret',
    'publishableKey',
  ],
  login: ({ url, adminEmail }) => ({ adminUrl: `${url}/app`, user: adminEmail }),
  probes: [
    { path: '/health', accept: acceptOk },
    { path: '/store/products?limit=1', accept: acceptCatalogue },
  ],
} as const satisfies EngineDefinition

/** Without a publishable key Medusa answers 400 and names it, which only a working API does. */
function acceptCatalogue(answer: ProbeAnswer): string | null {
  if (answer.status === 400 && /publishable/i.test(answer.body)) return null
  return acceptProducts(answer)
}
