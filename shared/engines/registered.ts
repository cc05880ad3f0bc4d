// The engines that there are; nothing else lists them.
import type { EngineDefinition } from './definition.ts'
import { medusa } from './medusa.ts'
import { woocommerce } from './woocommerce.ts'

export const registered = [woocommerce, medusa] as const satisfies readonly EngineDefinition[]
