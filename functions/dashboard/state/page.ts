// What every action of the page works with.
import type { Api } from '../api/open-api.ts'
import type { Announcer } from './announce.ts'
import type { StateHolder } from './state.ts'

export type Page = {
  state: StateHolder
  announcer: Announcer
  /** Of the present key. */
  api(): Api
  /** Where the API is, without a slash at the end. */
  base: string
}
