// Where goods are kept and how they are sent: without these no order can be placed.
import type { MedusaContainer } from '@medusajs/framework/types'
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils'
import {
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from '@medusajs/medusa/core-flows'
import { expected, find, salesChannelId } from './find'
import { needed } from './once'

export async function shipping(container: MedusaContainer): Promise<void> {
  const location = await stockLocation(container)
  const profile = await shippingProfile(container)
  const zone = await serviceZone(container, location)
  if (await find(container, 'shipping_option')) return
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: 'Standard shipping',
        price_type: 'flat',
        provider_id: 'manual_manual',
        service_zone_id: zone,
        shipping_profile_id: profile,
        type: { label: 'Standard', description: 'Sent by post.', code: 'standard' },
        prices: [{ currency_code: needed('STORE_CURRENCY'), amount: 5 }],
        rules: [
          { attribute: 'enabled_in_store', value: 'true', operator: 'eq' },
          { attribute: 'is_return', value: 'false', operator: 'eq' },
        ],
      },
    ],
  })
}

async function stockLocation(container: MedusaContainer): Promise<string> {
  const found = await find(container, 'stock_location')
  if (!found)
    await createStockLocationsWorkflow(container).run({
      input: {
        locations: [
          { name: 'Warehouse', address: { address_1: '', country_code: needed('STORE_COUNTRY').toUpperCase() } },
        ],
      },
    })
  const { id } = found ?? (await expected(container, 'stock_location'))
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id, add: [await salesChannelId(container)] },
  })
  return id
}

async function shippingProfile(container: MedusaContainer): Promise<string> {
  const found = await find(container, 'shipping_profile', { type: 'default' })
  if (found) return found.id
  await createShippingProfilesWorkflow(container).run({ input: { data: [{ name: 'Default', type: 'default' }] } })
  return (await expected(container, 'shipping_profile', { type: 'default' })).id
}

/** The country as a zone that the location sends to. */
async function serviceZone(container: MedusaContainer, location: string): Promise<string> {
  const found = await find(container, 'service_zone')
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const country = needed('STORE_COUNTRY')
  const set = await find(container, 'fulfillment_set')
  const setId =
    set?.id ?? (await fulfillment.createFulfillmentSets({ name: 'Shipping from the warehouse', type: 'shipping' })).id
  await link(container, location, setId)
  if (found) return found.id
  const zone = await fulfillment.createServiceZones({
    name: country.toUpperCase(),
    fulfillment_set_id: setId,
    geo_zones: [{ country_code: country, type: 'country' }],
  })
  return zone.id
}

async function link(container: MedusaContainer, location: string, fulfillmentSet: string): Promise<void> {
  const links = container.resolve(ContainerRegistrationKeys.LINK)
  const stockLocation = { [Modules.STOCK_LOCATION]: { stock_location_id: location } }
  await links.create({ ...stockLocation, [Modules.FULFILLMENT]: { fulfillment_provider_id: 'manual_manual' } })
  await links.create({ ...stockLocation, [Modules.FULFILLMENT]: { fulfillment_set_id: fulfillmentSet } })
}
