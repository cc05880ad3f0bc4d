// The engines that the sandbox can simulate; nothing else here lists them.
import { medusa } from './medusa.ts'
import type { StandIn } from './stand-in.ts'
import { woocommerce } from './woocommerce.ts'

export const registered: readonly StandIn[] = [woocommerce, medusa]
