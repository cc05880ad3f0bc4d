// Schema 1: stores and what is done to them, who may call, who polls, and the triggers that keep a store's history true.
import type { Migration } from '../../migration.ts'
import { access } from './access.ts'
import { counters } from './counters.ts'
import { events } from './events.ts'
import { history } from './history.ts'
import { lists, listValues } from './lists.ts'
import { operations } from './operations.ts'
import { pollers } from './pollers.ts'
import { releases } from './releases.ts'
import { stores } from './stores.ts'

export const first: Migration = {
  version: 1,
  readableFrom: 1,
  statements: [
    ...lists,
    ...releases,
    ...stores,
    ...operations,
    ...events,
    ...history,
    ...counters,
    ...pollers,
    ...access,
    ...listValues,
  ],
}
