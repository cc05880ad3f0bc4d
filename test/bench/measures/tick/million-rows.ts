// What a claim and a page of stores cost at 1,000,000 rows, beside what they cost at few.
import { join } from 'node:path'
import { claim, release } from '../../../../poller/leases/index.ts'
import { knownKinds } from '../../../../poller/operations/index.ts'
import { systemClock } from '../../../../shared/clock.ts'
import type { Database } from '../../../../shared/database/database.ts'
import { migrate } from '../../../../shared/database/migrate.ts'
import { openLocal } from '../../../../shared/database/open-local.ts'
import { engines } from '../../../../shared/engines/index.ts'
import { listStores, localCaller, type Position } from '../../../../shared/stores/index.ts'
import { fillWithStores } from '../../../support/many-stores.ts'
import { interleave } from '../../interleave.ts'
import type { Bench, Figure, Measure, Outcome } from '../../measure.ts'
import { summarize } from '../../statistics.ts'

/** A fifth of the rows is due: ten of fifty. */
const sizes = { few: 50, thousands: 10_000, million: 1_000_000 }
type Size = keyof typeof sizes

const flat: Figure['goals'] = [{ of: 'ratio', at: 'most', limit: 2 }]

export const millionRows: Measure = {
  id: 'tick.claim',
  title: 'Claims and pages with up to 1,000,000 rows',
  about:
    'One claim of a poller with its usual free slots, of which four become leases, by the statement of the product on a database file with a fifth of the rows due; and eight pages of 100 stores by cursor.',
  deadlineMs: 150_000,
  figures: [
    {
      id: 'claim10k',
      name: 'a claim at 10,000 rows, 2,000 of them due',
      unit: 'ms',
      comparedWith: 'ms at 50 rows, 10 of them due',
      goals: flat,
    },
    {
      id: 'claim1M',
      name: 'a claim at 1,000,000 rows, 200,000 of them due',
      unit: 'ms',
      comparedWith: 'ms at 50 rows, 10 of them due',
      goals: flat,
      miss: {
        reason:
          'A claim gives each owner its turn, so it looks for the next due rows of each of the owners that have any: 11 here, 6 with ten due rows.',
        next: 'none is needed before thousands of owners have work at the same moment.',
      },
    },
    {
      id: 'pages',
      name: 'eight pages at 1,000,000 stores',
      unit: 'ms',
      comparedWith: 'ms at 10,000 stores',
      goals: flat,
    },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const databases = await openFilled(bench)
  const rounds = bench.quick ? 1 : 5
  const claims = await interleave(bench, rounds, {
    few: () => claimMs(databases.few),
    thousands: () => claimMs(databases.thousands),
    million: () => claimMs(databases.million),
  })
  const pages = await interleave(bench, rounds, {
    thousands: () => pagesMs(databases.thousands),
    million: () => pagesMs(databases.million),
  })
  return {
    rounds: {
      claim10k: claims.map((round) => ({ value: round.thousands, beside: round.few })),
      claim1M: claims.map((round) => ({ value: round.million, beside: round.few })),
      pages: pages.map((round) => ({ value: round.million, beside: round.thousands })),
    },
  }
}

async function openFilled({ quick, folder, defer, say }: Bench): Promise<Record<Size, Database>> {
  const databases = {} as Record<Size, Database>
  for (const size of Object.keys(sizes) as Size[]) {
    const rows = quick ? Math.min(sizes[size], 20_000) : sizes[size]
    const file = join(folder, `${size}.db`)
    const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
    defer(() => database.close())
    await migrate(database)
    await fillWithStores(database, rows)
    databases[size] = database
    say(`bench: a database with ${rows} rows is there`)
  }
  return databases
}

const inRound = 30
const served = { cluster: 'default', kinds: knownKinds, engines }
const free = { helm_install: 4, helm_remove: 2, check: 100 }

/** Of one claim, in the middle; what it took is given back outside the clock. */
async function claimMs(database: Database): Promise<number> {
  const tookMs: number[] = []
  for (let n = 0; n < inRound; n++) {
    const startedMs = performance.now()
    const stores = await claim(database, { holder: 'bench', ttlMs: 60_000, free, served })
    tookMs.push(performance.now() - startedMs)
    if (stores.length !== free.helm_install) throw new Error(`a claim took ${stores.length} rows`)
    await release(database, stores)
  }
  return summarize(tookMs).median
}

async function pagesMs(database: Database): Promise<number> {
  const startedMs = performance.now()
  for (let walk = 0; walk < inRound; walk++) {
    let after: Position | null = null
    for (let page = 0; page < 8; page++) {
      const found = await listStores(database, { caller: localCaller, filter: {}, limit: 100, after })
      after = found.next
    }
  }
  return (performance.now() - startedMs) / inRound
}
