// The store's name, currency and defaults, over those that Medusa invents at its first start.
import type { MedusaContainer } from '@medusajs/framework/types'
import { updateStoresWorkflow } from '@medusajs/medusa/core-flows'
import { expected, salesChannelId } from './find'
import { needed } from './once'

export async function storeSettings(container: MedusaContainer): Promise<void> {
  const { id } = await expected(container, 'store')
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id },
      update: {
        name: needed('STORE_NAME'),
        supported_currencies: [{ currency_code: needed('STORE_CURRENCY'), is_default: true }],
        default_sales_channel_id: await salesChannelId(container),
        default_region_id: (await expected(container, 'region')).id,
        default_location_id: (await expected(container, 'stock_location')).id,
      },
    },
  })
}
