// GET /stores, a page of 100, under load.
import { endpoints } from '../../loads/endpoints.ts'
import { endpointMeasure } from './endpoint-measure.ts'

export const listStores = endpointMeasure(
  {
    id: 'http.list',
    title: 'GET of a page of 100 stores',
    about: 'The same process, asked for the newest 100 of the 5,000 stores that the owner of the key has.',
  },
  endpoints.list,
  {
    rate: [{ of: 'value', at: 'least', limit: 2_000 }],
    rateMiss: {
      reason:
        'A page is a hundred rows read one by one through the driver, presented, and serialized twice, once for its tag.',
      next: 'serialize once, and let SQLite make the JSON of a page.',
    },
  },
)
