// The first administrator: a user, a login, and the link between them, each of which an interrupted run may have left alone.
import type { MedusaContainer } from '@medusajs/framework/types'
import { Modules } from '@medusajs/framework/utils'
import { createUsersWorkflow } from '@medusajs/medusa/core-flows'
import { needed } from './once'

const provider = 'emailpass'

export async function administrator(container: MedusaContainer): Promise<void> {
  const email = needed('MEDUSA_ADMIN_EMAIL')
  const userId = await user(container, email)
  const identityId = await login(container, email, needed('MEDUSA_ADMIN_PASSWORD'))
  await container.resolve(Modules.AUTH).updateAuthIdentities({ id: identityId, app_metadata: { user_id: userId } })
}

async function user(container: MedusaContainer, email: string): Promise<string> {
  const [found] = await container.resolve(Modules.USER).listUsers({ email })
  if (found) return found.id
  const { result } = await createUsersWorkflow(container).run({ input: { users: [{ email }] } })
  const [made] = result
  if (!made) throw new Error('Medusa made no administrator.')
  return made.id
}

async function login(container: MedusaContainer, email: string, password: string): Promise<string> {
  const auth = container.resolve(Modules.AUTH)
  const [found] = await auth.listProviderIdentities({ entity_id: email, provider })
  if (found?.auth_identity_id) {
    await auth.updateProvider(provider, { entity_id: email, password })
    return found.auth_identity_id
  }
  const { success, error, authIdentity } = await auth.register(provider, { body: { email, password } })
  if (!success || !authIdentity) throw new Error(`Medusa made no login for the administrator: ${error}`)
  return authIdentity.id
}
