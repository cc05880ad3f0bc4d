// The API on a database server instead of a file: what the way to the server costs.
import { migrate } from '../../../../shared/database/migrate.ts'
import { openRemote } from '../../../../shared/database/open-remote.ts'
import { makeKey } from '../../../functions/api.ts'
import { startSqld } from '../../../support/sqld.ts'
import { interleave } from '../../interleave.ts'
import { type Endpoint, endpoints, targetOf } from '../../loads/endpoints.ts'
import { type HttpHome, openHttpHome } from '../../loads/http-home.ts'
import { load } from '../../loads/load.ts'
import { startBundle } from '../../loads/start-logged.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'

export const databaseServer: Measure = {
  id: 'http.server',
  title: 'The API on a libSQL server',
  about:
    'One functions process on a libSQL server (sqld) of this machine, beside one on a database file; 16 connections that ask as fast as they are answered.',
  deadlineMs: 90_000,
  figures: [
    { id: 'get', name: 'GET of one store', unit: 'req/s', comparedWith: 'req/s on a file', goals: [] },
    { id: 'create', name: 'POST, durable', unit: 'req/s', comparedWith: 'req/s on a file', goals: [] },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const homes = { server: await openServerHome(bench), file: await openHttpHome(bench) }
  const seconds = bench.quick ? 0.5 : 2
  const compare = async (endpoint: Endpoint) => {
    const rate = async (home: Home) => (await load(targetOf(home, endpoint), { seconds })).perSecond
    await rate(homes.server)
    await rate(homes.file)
    const contenders = { server: () => rate(homes.server), file: () => rate(homes.file) }
    const rounds = await interleave(bench, bench.quick ? 1 : 3, contenders)
    return rounds.map(({ server, file }) => ({ value: server, beside: file }))
  }
  return { rounds: { get: await compare(endpoints.getOne), create: await compare(endpoints.create) } }
}

type Home = Pick<HttpHome, 'apiUrl' | 'headers' | 'id'>

async function openServerHome(bench: Bench): Promise<Home> {
  const server = await startSqld()
  bench.defer(() => server.stop())
  const database = openRemote({ url: server.url, authToken: undefined })
  await migrate(database)
  const { headers } = await makeKey(database)
  database.close()
  const env = { PATH: process.env['PATH'] ?? '', HOME: bench.folder, DATABASE_URL: server.url, PORT: '0' }
  const functions = startBundle(bench, { name: 'functions', env })
  const apiUrl = await functions.printed(/"url":"(http:[^"]+)"/)
  const answer = await fetch(`${apiUrl}/api/v1/stores`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'the-first', engine: 'woocommerce' }),
  })
  const { id } = (await answer.json()) as { id: string }
  return { apiUrl, headers, id }
}
