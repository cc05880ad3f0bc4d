// The key that storefronts send: a derived one, so that it can be revealed without being stored anywhere else.
import type { MedusaContainer } from '@medusajs/framework/types'
import { ContainerRegistrationKeys } from '@medusajs/framework/utils'
import { createApiKeysWorkflow, linkSalesChannelsToApiKeyWorkflow } from '@medusajs/medusa/core-flows'
import { find, salesChannelId } from './find'
import { needed } from './once'

export async function publishableKey(container: MedusaContainer): Promise<void> {
  const token = needed('MEDUSA_PUBLISHABLE_KEY')
  const found =
    (await find(container, 'api_key', { token })) ?? (await find(container, 'api_key', { type: 'publishable' }))
  const id = found?.id ?? (await create(container))
  // Medusa chooses the token itself; it is kept in clear and looked up by equality, so the row can take another.
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await database('api_key')
    .where({ id, type: 'publishable' })
    .update({ token, redacted: `${token.slice(0, 6)}***${token.slice(-3)}` })
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id, add: [await salesChannelId(container)] } })
}

async function create(container: MedusaContainer): Promise<string> {
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: 'Storefront', type: 'publishable', created_by: '' }] },
  })
  const [key] = result
  if (!key) throw new Error('Medusa made no publishable key.')
  return key.id
}
