// Does a piece of the set-up once in the store's life: what the merchant changes later stays changed.
import type { MedusaContainer } from '@medusajs/framework/types'
import { ContainerRegistrationKeys } from '@medusajs/framework/utils'

export type Piece = (container: MedusaContainer) => Promise<void>

/** Each piece looks for what it makes first, since a pod can be stopped between the work and its record. */
export async function once(container: MedusaContainer, piece: string, work: Piece): Promise<void> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const done = await database('storeplane.done').where({ piece }).first()
  if (done) return
  await work(container)
  await database('storeplane.done').insert({ piece })
  console.log(`setup: ${piece} done`)
}

export function needed(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`The variable ${name} is not set.`)
  return value
}
