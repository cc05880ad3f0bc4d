// The usual case: a shop that a shopper can load.
import type { Scenario } from '../scenario.ts'

export const readyWoocommerce: Scenario = {
  name: 'READY, WooCommerce',
  promise: 'a WooCommerce store becomes READY, answers through the ingress, and is deleted without a trace',
  engine: 'woocommerce',
  expected: { status: 'READY' },
}
