// The same three endpoints while a poller drains a long backlog on the same database, in processes of its own.
import { eventually } from '../../../support/eventually.ts'
import { countRows } from '../../loads/count-rows.ts'
import { type Endpoint, endpoints } from '../../loads/endpoints.ts'
import { type HttpHome, openHttpHome } from '../../loads/http-home.ts'
import { type Lengths, measureEndpoint } from '../../loads/measure-endpoint.ts'
import { startBundle } from '../../loads/start-logged.ts'
import { startSandbox } from '../../loads/start-sandbox.ts'
import type { Bench, Figure, Measure, Outcome, Rounds } from '../../measure.ts'

const asked: { name: string; figure: string; endpoint: Endpoint; goals: Figure['goals'] }[] = [
  {
    name: 'GET of one store',
    figure: 'get-one',
    endpoint: endpoints.getOne,
    goals: [
      { of: 'ratio', at: 'least', limit: 0.25 },
      { of: 'value', at: 'least', limit: 8_000 },
    ],
  },
  {
    name: 'GET of a page of 100',
    figure: 'list',
    endpoint: endpoints.list,
    goals: [{ of: 'value', at: 'least', limit: 2_000 }],
  },
  {
    name: 'POST, durable',
    figure: 'create',
    endpoint: endpoints.create,
    goals: [{ of: 'value', at: 'least', limit: 1_000 }],
  },
]

const miss = {
  reason:
    'Functions, load generator, poller, four Helms and the simulated cluster want two cores at the same moment; the bare route beside it, which shares them too, says how much of one is left.',
  next: 'measure on a machine with more cores, or with the cluster on another one, as it is in earnest.',
}

export const withBusyPoller: Measure = {
  id: 'http.busy',
  title: 'The same while a poller installs',
  about:
    'The three endpoints once more while a poller installs stores on the simulated cluster, four at once and without a pause, from the same database file.',
  deadlineMs: 120_000,
  figures: asked.flatMap(({ name, figure, goals }): Figure[] => [
    { id: `${figure}.rate`, name, unit: 'req/s', comparedWith: 'req/s of the bare route', goals, miss },
    {
      id: `${figure}.p99`,
      name: `${name}, p99 at half of that load`,
      unit: 'ms',
      comparedWith: 'ms of the bare route at the same rate',
      goals: [{ of: 'value', at: 'most', limit: 20 }],
      miss,
    },
  ]),
  run,
}

const usual: Lengths = { rounds: 3, seconds: 1.5, latencyRounds: 2, latencySeconds: 1.5 }
const quick: Lengths = { rounds: 1, seconds: 0.5, latencyRounds: 1, latencySeconds: 0.5 }

const waiting = "SELECT count(*) AS found FROM operations WHERE finished_at IS NULL AND step = 'queued'"
const installed = "SELECT count(*) AS found FROM events WHERE kind = 'step' AND step = 'release'"

async function run(bench: Bench): Promise<Outcome> {
  const home = await openHttpHome(bench)
  await keepPollerBusy(bench, home)
  const rounds: Rounds = {}
  for (const { figure, endpoint } of asked) {
    const { rate = [], p99 = [] } = await measureEndpoint(bench, home, {
      endpoint,
      lengths: bench.quick ? quick : usual,
    })
    rounds[`${figure}.rate`] = rate
    rounds[`${figure}.p99`] = p99
  }
  if ((await countRows(home.file, waiting)) < 50) throw new Error('the poller had nothing left to do before the end')
  return { rounds }
}

/** A fifth of the 10,000 rows is PROVISIONING; the READY ones have nothing in the cluster, so nobody looks after them. */
async function keepPollerBusy(bench: Bench, { environment, file }: HttpHome): Promise<void> {
  const sandbox = await startSandbox(bench)
  startBundle(bench, {
    name: 'poller',
    args: ['--watch'],
    env: { ...environment, ...sandbox.settings, STORE_CHECK_INTERVAL_SECONDS: '0' },
  })
  await eventually(async () => (await countRows(file, installed)) > 4, {
    deadlineMs: 30_000,
    what: 'the first installs',
  })
}
