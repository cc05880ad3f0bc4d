// What simulates an engine: the pages that a probe and a curious visitor see, and the values its stores need here.
import type { IncomingHttpHeaders } from 'node:http'

export interface Page {
  status: number
  body: string
  type?: string
  location?: string
}

export interface Visit {
  host: string
  path: string
  headers: IncomingHttpHeaders
  /** Whether the store's set-up Job has completed; true where there is none. */
  isSetUp: boolean
}

export interface StandIn {
  /** As the label of the store's objects has it. */
  engine: string
  answer(visit: Visit): Page
  /** Values for the chart, where its defaults are not enough on a cluster that runs nothing. */
  values?: object
}
