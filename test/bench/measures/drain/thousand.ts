// 1,000 stores on the simulated cluster: time, and the memory of the poller while it goes on.
import { bareLoopOnSandbox, pollerOnSandbox } from '../../loads/drain-on-sandbox.ts'
import { lookAfter } from '../../loads/maintenance.ts'
import type { MemorySample } from '../../loads/memory.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'
import { summarize } from '../../statistics.ts'
import { drainMiss } from './drain-miss.ts'

export const drainThousand: Measure = {
  id: 'drain.thousand',
  title: '1,000 stores on the simulated cluster',
  about:
    'The same with 1,000 stores, once; the memory of the poller and of what it starts is looked at four times a second.',
  deadlineMs: 330_000,
  figures: [
    {
      id: 'seconds',
      name: 'until the last release is deployed',
      unit: 's',
      comparedWith: 's of the bare loop',
      goals: [{ of: 'ratio', at: 'most', limit: 1.15 }],
      miss: drainMiss,
    },
    {
      id: 'memory',
      name: 'memory of the poller at its peak',
      unit: 'MiB',
      goals: [{ of: 'value', at: 'most', limit: 100 }],
      miss: {
        reason:
          'Node itself takes some 40 MiB and live objects 15 to 30; most of the rest is room for young objects, which V8 takes while modules are loaded and does not give back.',
        next: 'start the poller with node --max-semi-space-size=2, which took a fifth less in a trial.',
      },
    },
    {
      id: 'flat',
      name: 'memory in the last quarter of the time',
      unit: 'MiB',
      comparedWith: 'MiB in the second quarter',
      goals: [{ of: 'ratio', at: 'most', limit: 1.2 }],
      miss: {
        reason:
          'V8 collects its old objects only when there are about twice as many as it found alive; after a collection there were 17 to 19 MB of them over 100 stores in a trial.',
        next: 'compare with a drain of twice as many: only what grows with it is a leak.',
      },
    },
    { id: 'helm', name: 'all of Helm beside it, at its peak', unit: 'MiB', goals: [] },
    { id: 'oneHelm', name: 'one Helm, at its peak', unit: 'MiB', goals: [] },
    {
      id: 'look',
      name: 'requests of one look at 1,000 READY stores',
      unit: 'requests',
      goals: [{ of: 'value', at: 'most', limit: 100 }],
    },
    { id: 'lookSeconds', name: 'one look at 1,000 READY stores', unit: 's', goals: [] },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const [stores, deadlineMs] = [bench.quick ? 20 : 1_000, 160_000]
  const bare = await bareLoopOnSandbox(bench, { stores, deadlineMs })
  const drained = await pollerOnSandbox(bench, { stores, deadlineMs })
  const looked = await lookAfter(bench, { ...drained, stores })
  await drained.sandbox.stop()
  const { memory } = drained
  const peak = (of: keyof MemorySample) => [{ value: Math.max(...memory.map((sample) => sample[of])) }]
  return {
    rounds: {
      seconds: [{ value: drained.seconds, beside: bare.seconds }],
      memory: peak('own'),
      flat: [{ value: quarter(memory, 3), beside: quarter(memory, 1) }],
      helm: peak('children'),
      oneHelm: peak('child'),
      look: [{ value: looked.requests }],
      lookSeconds: [{ value: looked.seconds }],
    },
  }
}

/** The middle of the poller's own memory in a quarter of the time, counted from 0. */
function quarter(memory: MemorySample[], which: 0 | 1 | 2 | 3): number {
  const length = Math.ceil(memory.length / 4)
  return summarize(memory.slice(which * length, (which + 1) * length).map(({ own }) => own)).median
}
