// POST /stores under load: each 202 is a durable row with its event.
import { endpoints } from '../../loads/endpoints.ts'
import { endpointMeasure } from './endpoint-measure.ts'

export const createStore = endpointMeasure(
  {
    id: 'http.create',
    title: 'POST of a store, durable',
    about:
      'Each 202 is a row and its event in one transaction that was synchronized with the disk (synchronous FULL) before the answer.',
  },
  endpoints.create,
  {
    rate: [{ of: 'value', at: 'least', limit: 1_000 }],
    rateMiss: {
      reason: 'Each request waits for a synchronization of its own with the disk, one after the other.',
      next: 'let requests that wait for the disk at the same moment share one transaction.',
    },
  },
)
