// What the three measures of one endpoint have in common.
import type { Endpoint } from '../../loads/endpoints.ts'
import { openHttpHome } from '../../loads/http-home.ts'
import { type Lengths, measureEndpoint } from '../../loads/measure-endpoint.ts'
import type { Figure, Measure } from '../../measure.ts'

type Texts = Pick<Measure, 'id' | 'title' | 'about'>
type Goals = { rate: Figure['goals']; rateMiss: NonNullable<Figure['miss']> }

const usual: Lengths = { rounds: 4, seconds: 2, latencyRounds: 3, latencySeconds: 2 }
const quick: Lengths = { rounds: 1, seconds: 0.5, latencyRounds: 1, latencySeconds: 0.5 }

export function endpointMeasure(texts: Texts, endpoint: Endpoint, { rate, rateMiss }: Goals): Measure {
  return {
    ...texts,
    deadlineMs: 90_000,
    figures: [
      {
        id: 'rate',
        name: 'requests',
        unit: 'req/s',
        comparedWith: 'req/s of the bare route',
        goals: rate,
        miss: rateMiss,
      },
      {
        id: 'database',
        name: 'requests, beside the database alone',
        unit: 'req/s',
        comparedWith: 'operations/s without HTTP',
        goals: [],
      },
      {
        id: 'cpu',
        name: 'processor time of the server for a request',
        unit: 'µs',
        comparedWith: 'µs of the bare route',
        goals: [],
      },
      {
        id: 'p99',
        name: 'p99 at half of that load',
        unit: 'ms',
        comparedWith: 'ms of the bare route at the same rate',
        goals: [{ of: 'value', at: 'most', limit: 20 }],
        miss: {
          reason:
            'On two cores the load generator stands in the way of what it measures: when both want a core, requests wait for it.',
          next: 'measure with the generator on another machine, and look at the same figure of the bare route beside it.',
        },
      },
    ],
    run: async (bench) => {
      const home = await openHttpHome(bench)
      return { rounds: await measureEndpoint(bench, home, { endpoint, lengths: bench.quick ? quick : usual }) }
    },
  }
}
