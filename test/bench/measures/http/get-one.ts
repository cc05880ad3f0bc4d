// GET /stores/:id under load.
import { endpoints } from '../../loads/endpoints.ts'
import { endpointMeasure } from './endpoint-measure.ts'

export const getOne = endpointMeasure(
  {
    id: 'http.get-one',
    title: 'GET of one store',
    about:
      'The built functions process with an API key, ETag, access log and metrics, on a database file with 10,000 stores; 16 connections that ask as fast as they are answered.',
  },
  endpoints.getOne,
  {
    rate: [
      { of: 'ratio', at: 'least', limit: 0.25 },
      { of: 'value', at: 'least', limit: 8_000 },
    ],
    rateMiss: {
      reason:
        'The key is looked up and the row read anew for each request, which is what makes a revocation hold at once; with the log line, the counters and the tag that is the processor time shown below, on a core which the load generator beside it does not leave alone.',
      next: 'look at the profile again for what is left above the two reads.',
    },
  },
)
