// One chaos run: carry out the plan, let the world come to rest, and judge it.
import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '../support/eventually.ts'
import { type Client, openClient } from './client.ts'
import { brokenMark, makePlan, type PlanOptions, type Step } from './plan.ts'
import { type Recovery, recordRecovery } from './recovery.ts'
import { everythingSettled, findFaults } from './verdict.ts'
import { leaseTtlMs, openWorld, type World } from './world.ts'

export type ChaosReport = {
  actions: Record<Step['do'], number>
  /** From the death of a holder until each of its stores was taken up again, sorted. */
  recoveryMs: number[]
  /** What a recovery may take: the lease, and the look of a waiting poller. */
  recoveryLimitMs: number
  settledAfterMs: number
  faults: string[]
}

export async function runChaos(
  options: PlanOptions & { settleMs: number; say: (line: string) => void },
): Promise<ChaosReport> {
  const world = await openWorld()
  const client = openClient(world.apiUrls)
  try {
    await breakImages(world, [])
    const created = new Map<number, Promise<string>>()
    const recovery = recordRecovery(world, options.settleMs)
    const actions = await carryOut(makePlan(options), { world, client, created, recovery, say: options.say })
    const ids = await Promise.all(created.values())
    await world.sandbox.setScenario({})
    const began = performance.now()
    await eventually(() => everythingSettled(world), {
      deadlineMs: options.settleMs,
      everyMs: 100,
      what: 'all stores to settle',
    }).catch(options.say)
    const settledAfterMs = performance.now() - began
    const faults = [...(await findFaults(world, ids)), ...client.unexpected]
    const ends = await world.stop()
    return {
      actions,
      recoveryMs: await recovery.timesMs(),
      recoveryLimitMs: leaseTtlMs + 1_000,
      settledAfterMs,
      faults: [...faults, ...ends.filter((end) => end !== 0).map((end) => `a poller ended with ${end}`)],
    }
  } catch (error) {
    await world.stop()
    throw error
  }
}

type Running = {
  world: World
  client: Client
  created: Map<number, Promise<string>>
  recovery: Recovery
  say: (line: string) => void
}

async function carryOut(plan: Step[], running: Running): Promise<ChaosReport['actions']> {
  const began = performance.now()
  const actions = { create: 0, delete: 0, retry: 0, cancel: 0, kill_poller: 0, kill_functions: 0, fault: 0 }
  const pending: Promise<unknown>[] = []
  for (const step of plan) {
    await delay(Math.max(step.atMs - (performance.now() - began), 0))
    actions[step.do]++
    pending.push(perform(step, running))
  }
  await Promise.all(pending)
  running.say(`chaos: ${plan.length} actions in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
  return actions
}

async function perform(step: Step, { world, client, created, recovery }: Running): Promise<void> {
  switch (step.do) {
    case 'create':
      created.set(created.size, client.create(step.name, step.engine))
      return
    case 'delete':
    case 'retry':
    case 'cancel': {
      const id = await created.get(step.which)
      if (id) await client[step.do](id)
      return
    }
    case 'kill_poller':
      return recovery.watch(await world.killPoller(step.which))
    case 'kill_functions':
      return world.killFunctions(step.which)
    case 'fault':
      await breakImages(world, [step.fault])
      await delay(step.forMs)
      return breakImages(world, [])
    default:
      return step satisfies never
  }
}

async function breakImages({ sandbox }: World, api: unknown[]): Promise<void> {
  await sandbox.setScenario({
    rules: [{ match: { namespace: `store-*-${brokenMark}-*`, name: 'web-*' }, fault: 'image_not_found' }],
    api,
  })
}
