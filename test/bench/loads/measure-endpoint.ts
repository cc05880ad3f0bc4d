// One endpoint under load beside a bare route and its bare database operation: throughput, processor time, and p99 at half load.
import { interleave } from '../interleave.ts'
import type { Bench, Rounds } from '../measure.ts'
import { summarize } from '../statistics.ts'
import { cpuSeconds } from './cpu-time.ts'
import { answerOf, type Endpoint, targetsOf } from './endpoints.ts'
import type { HttpHome } from './http-home.ts'
import { load, type Target } from './load.ts'

export type Lengths = { rounds: number; seconds: number; latencyRounds: number; latencySeconds: number }

/** Rounds of `rate`, `database`, `cpu` and `p99`. */
export async function measureEndpoint(
  bench: Bench,
  home: HttpHome,
  { endpoint, lengths }: { endpoint: Endpoint; lengths: Lengths },
): Promise<Rounds> {
  const bare = await home.startBare(await answerOf(home, endpoint))
  const targets = targetsOf(home, endpoint, bare.url)
  for (const target of [targets.product, targets.bare]) await load(target, { seconds: Math.min(lengths.seconds, 1.5) })
  const cpu: Record<'product' | 'bare', number[]> = { product: [], bare: [] }
  const press = async (who: 'product' | 'bare', target: Target, pid: number) => {
    const before = cpuSeconds(pid)
    const { perSecond } = await load(target, { seconds: lengths.seconds })
    cpu[who].push(((cpuSeconds(pid) - before) * 1e6) / (perSecond * lengths.seconds))
    return perSecond
  }
  const rates = await interleave(bench, lengths.rounds, {
    product: () => press('product', targets.product, home.pid),
    bare: () => press('bare', targets.bare, bare.pid),
    database: () => home.raw({ operation: endpoint.operation, forMs: lengths.seconds * 400 }),
  })
  return {
    rate: rates.map(({ product, bare: beside }) => ({ value: product, beside })),
    database: rates.map(({ product, database }) => ({ value: product, beside: database })),
    cpu: cpu.product.map((value, round) => ({ value, beside: cpu.bare[round] ?? value })),
    p99: await measureHalfLoad(bench, targets, {
      lengths,
      fullPerSecond: summarize(rates.map(({ product }) => product)).median,
    }),
  }
}

async function measureHalfLoad(
  bench: Bench,
  { product, bare }: { product: Target; bare: Target },
  { lengths, fullPerSecond }: { lengths: Lengths; fullPerSecond: number },
) {
  const at = { seconds: lengths.latencySeconds, perSecond: Math.round(fullPerSecond / 2) }
  const p99 = async (target: Target) => (await load(target, at)).p99Ms
  const rounds = await interleave(bench, lengths.latencyRounds, { product: () => p99(product), bare: () => p99(bare) })
  return rounds.map((round) => ({ value: round.product, beside: round.bare }))
}
