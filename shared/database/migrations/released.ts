// The steps of the schema in their order. Those that were released are never changed again: a new one is added.
import type { Migration } from '../migration.ts'
import { first } from './0001/index.ts'

export const released: Migration[] = [first]
