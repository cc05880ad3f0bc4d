// create: from nothing to a store that a shopper can load.
import type { OperationDefinition } from './definition.ts'
import { provisioning } from './provisioning.ts'

/** A deployed release is watched, whoever installed it: a poller that died after its install is one of them. */
export const create: OperationDefinition = { kind: 'create', ...provisioning(() => false) }
