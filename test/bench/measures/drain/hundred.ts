// 100 stores on the simulated cluster, by the poller and by a bare loop of `helm install`.
import { bareLoopOnSandbox, type DrainedOnSandbox, pollerOnSandbox } from '../../loads/drain-on-sandbox.ts'
import { type Looked, lookAfter } from '../../loads/maintenance.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'
import { drainMiss } from './drain-miss.ts'

export const drainHundred: Measure = {
  id: 'drain.hundred',
  title: '100 stores on the simulated cluster',
  about:
    'From the start of the process of the poller to the end of its last `helm install`, four at once, pods becoming ready meanwhile; beside a bare loop that makes the same namespaces and runs Helm with the same flags and values, four at once.',
  deadlineMs: 150_000,
  figures: [
    {
      id: 'seconds',
      name: 'until the last release is deployed',
      unit: 's',
      comparedWith: 's of the bare loop',
      goals: [{ of: 'ratio', at: 'most', limit: 1.15 }],
      miss: drainMiss,
    },
    { id: 'requests', name: 'requests of the poller itself for a store, until then', unit: 'requests', goals: [] },
    {
      id: 'look',
      name: 'requests of one look at 100 READY stores',
      unit: 'requests',
      goals: [{ of: 'value', at: 'most', limit: 10 }],
    },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const { quick } = bench
  const [stores, deadlineMs] = [quick ? 8 : 100, 100_000]
  const seconds: { value: number; beside: number }[] = []
  const requests: { value: number }[] = []
  const looks: Looked[] = []
  const poller = async (): Promise<DrainedOnSandbox> => {
    const drained = await pollerOnSandbox(bench, { stores, deadlineMs })
    looks.push(await lookAfter(bench, { ...drained, stores }))
    await drained.sandbox.stop()
    return drained
  }
  const bare = () => bareLoopOnSandbox(bench, { stores, deadlineMs })
  for (let round = 0; round < (quick ? 1 : 2); round++) {
    const first = round % 2 === 0 ? await poller() : null
    const beside = await bare()
    const drained = first ?? (await poller())
    seconds.push({ value: drained.seconds, beside: beside.seconds })
    requests.push({ value: (drained.requests - beside.requests) / stores })
  }
  return { rounds: { seconds, requests, look: looks.map((looked) => ({ value: looked.requests })) } }
}
