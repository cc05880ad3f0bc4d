// The steps of the schema in their order. A released one is never changed again: a new one is added, and a table whose
// constraints must change is rebuilt by it (docs/decisions/0020-rebuilt-tables.md).
import type { Migration } from '../migration.ts'
import { first } from './0001/index.ts'

export const released: Migration[] = [first]
