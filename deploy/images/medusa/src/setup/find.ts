// Look-ups that several pieces share: what Medusa made at its first start, or a piece before.
import type { MedusaContainer } from '@medusajs/framework/types'
import { ContainerRegistrationKeys } from '@medusajs/framework/utils'

export type Row = { id: string } & Record<string, unknown>

export async function find(
  container: MedusaContainer,
  entity: string,
  filters: Record<string, unknown> = {},
  fields: string[] = ['id'],
): Promise<Row | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields, filters })
  return data[0] as Row | undefined
}

export async function salesChannelId(container: MedusaContainer): Promise<string> {
  return (await expected(container, 'sales_channel')).id
}

/** What must be there by now; its absence is a fault of the order of things. */
export async function expected(
  container: MedusaContainer,
  entity: string,
  filters: Record<string, unknown> = {},
): Promise<Row> {
  const row = await find(container, entity, filters)
  if (!row) throw new Error(`There is no ${entity} where one was expected.`)
  return row
}
