// What a new store needs before it can sell, piece by piece. Run by entrypoint/setup.mjs after the migrations; may be repeated.
import type { ExecArgs } from '@medusajs/framework/types'
import { administrator } from '../setup/administrator'
import { once } from '../setup/once'
import { publishableKey } from '../setup/publishable-key'
import { region } from '../setup/region'
import { sampleProduct } from '../setup/sample-product'
import { shipping } from '../setup/shipping'
import { storeSettings } from '../setup/store-settings'

export default async function setup({ container }: ExecArgs): Promise<void> {
  await once(container, 'region', region)
  await once(container, 'shipping', shipping)
  await once(container, 'settings', storeSettings)
  await once(container, 'publishable key', publishableKey)
  await once(container, 'administrator', administrator)
  if (process.env.STORE_SAMPLE_PRODUCT === 'yes') await once(container, 'product', sampleProduct)
}
