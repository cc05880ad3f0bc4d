// The region the shop sells to, its currency, and that its prices are without tax until the merchant says otherwise.
import type { MedusaContainer } from '@medusajs/framework/types'
import { createRegionsWorkflow, createTaxRegionsWorkflow } from '@medusajs/medusa/core-flows'
import { find } from './find'
import { needed } from './once'

export async function region(container: MedusaContainer): Promise<void> {
  const country = needed('STORE_COUNTRY')
  if (!(await find(container, 'region')))
    await createRegionsWorkflow(container).run({
      input: {
        regions: [
          {
            name: country.toUpperCase(),
            currency_code: needed('STORE_CURRENCY'),
            countries: [country],
            payment_providers: ['pp_system_default'],
          },
        ],
      },
    })
  if (!(await find(container, 'tax_region', { country_code: country })))
    await createTaxRegionsWorkflow(container).run({ input: [{ country_code: country, provider_id: 'tp_system' }] })
}
