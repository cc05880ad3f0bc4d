// One product, so that a new store does not look broken.
import type { MedusaContainer } from '@medusajs/framework/types'
import { createInventoryLevelsWorkflow, createProductsWorkflow } from '@medusajs/medusa/core-flows'
import { expected, find, salesChannelId } from './find'
import { needed } from './once'

const handle = 'sample-product'
const sku = 'sample'

export async function sampleProduct(container: MedusaContainer): Promise<void> {
  if (!(await find(container, 'product', { handle }))) await create(container)
  const item = await expected(container, 'inventory_item', { sku })
  const location = await expected(container, 'stock_location')
  const level = { inventory_item_id: item.id, location_id: location.id }
  if (await find(container, 'inventory_level', level)) return
  await createInventoryLevelsWorkflow(container).run({
    input: { inventory_levels: [{ ...level, stocked_quantity: 100 }] },
  })
}

async function create(container: MedusaContainer): Promise<void> {
  const profile = await expected(container, 'shipping_profile', { type: 'default' })
  await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: 'Sample product',
          description: 'Replace this product with one of your own.',
          handle,
          status: 'published',
          shipping_profile_id: profile.id,
          sales_channels: [{ id: await salesChannelId(container) }],
          options: [{ title: 'Kind', values: ['Standard'] }],
          variants: [
            {
              title: 'Standard',
              sku,
              manage_inventory: true,
              options: { Kind: 'Standard' },
              prices: [{ currency_code: needed('STORE_CURRENCY'), amount: 10 }],
            },
          ],
        },
      ],
    },
  })
}
