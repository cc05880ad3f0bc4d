// Which fault a store is blamed for when several pods have one: the same for all stores, whichever pod told its first.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settleMs, type Verdict } from '../../../poller/readiness/evaluate-readiness.ts'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import type { WorkloadObjects } from '../../../shared/kubernetes/workloads.ts'
import { look, pendingFaultOf, store } from './evaluating.ts'
import { event, job, overLimit, running } from './objects/job.ts'
import { pod, pullMessages } from './objects/pod.ts'
import { claim } from './objects/volume-claim.ts'
import { deployment, notReady, statefulSet } from './objects/workloads.ts'

const parts = ['database', 'cache', 'setup', 'web'] as const
type Part = (typeof parts)[number]
type PodState = 'starting' | 'no image' | 'hidden' | 'running' | 'absent'

const podName: Record<Part, string> = {
  database: 'database-0',
  cache: 'cache-0',
  setup: 'setup-1f-x7k2p',
  web: 'web-6d-9qz4t',
}

/** A store that has just been installed, each of its pods as `states` says. */
function installed(states: Record<Part, PodState>): WorkloadObjects {
  return store({
    statefulsets: [
      statefulSet('database', { status: { readyReplicas: 0 } }),
      statefulSet('cache', { component: 'cache', status: { readyReplicas: 0 } }),
    ],
    jobs: [job(states.setup === 'absent' ? {} : running)],
    deployments: [deployment('web', { status: notReady })],
    pods: parts.filter((part) => states[part] !== 'absent').map((part) => podIn(part, states[part])),
  })
}

function podIn(component: Part, state: PodState): KubeObject {
  const image = `r.io/${component}:1`
  const waiting = {
    starting: { reason: 'ContainerCreating' },
    'no image': { reason: 'ErrImagePull', message: pullMessages.notFound },
    hidden: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` },
  }
  const container = state === 'running' || state === 'absent' ? {} : { waiting: waiting[state] }
  const phase = state === 'running' ? 'Running' : 'Pending'
  return pod(podName[component], { component, phase, containers: [{ name: component, image, ...container }] })
}

const allMissing: Record<Part, PodState> = {
  database: 'no image',
  cache: 'no image',
  setup: 'no image',
  web: 'no image',
}
const databaseSentence = 'Pods not ready: the image "r.io/database:1" does not exist (database)'

describe('several pods with one cause', () => {
  it('are one sentence, which blames the earliest step; the details name them all', () => {
    const verdict = look(installed(allMissing))
    expect(verdict).toMatchObject({ kind: 'failed', step: 'database', unmetStep: 'database', reason: databaseSentence })
    for (const part of parts) expect(verdict).toMatchObject({ details: expect.stringContaining(podName[part]) })
  })

  it('are the same sentence whichever of them tells its fault first', () => {
    const order = fc.shuffledSubarray([...parts], { minLength: parts.length })
    const delays = fc.array(fc.integer({ min: 0, max: settleMs / 4 - 100 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(order, delays, fc.boolean(), (told, gapsMs, hides) => {
        const states: Record<Part, PodState> = {
          database: 'starting',
          cache: 'starting',
          setup: 'starting',
          web: 'starting',
        }
        let verdict: Verdict | null = null
        let nowMs = 0
        for (const [at, part] of told.entries()) {
          nowMs += gapsMs[at] ?? 0
          const before = told[at - 1]
          // The kubelet says the cause once, and hides it with its next back-off.
          if (before !== undefined && hides) states[before] = 'hidden'
          states[part] = 'no image'
          const pendingFault = verdict && pendingFaultOf(verdict)
          verdict = look(installed(states), { pendingFault, nowMs, events: eventsOf(told) })
          if (verdict.kind === 'failed') break
        }
        expect(verdict).toMatchObject({ kind: 'failed', reason: databaseSentence })
      }),
    )
  })

  function eventsOf(told: Part[]): KubeObject[] {
    return told.map((part) =>
      event('Pod', podName[part], {
        reason: 'Failed',
        message: `Failed to pull image "r.io/${part}:1": ${pullMessages.notFound}`,
      }),
    )
  }
})

describe('a fault that fails at once', () => {
  const states = { ...allMissing, database: 'running', cache: 'running', setup: 'running' } as const

  it('does so while no pod of an earlier step is still to run', () => {
    expect(look(installed(states))).toMatchObject({ kind: 'failed', step: 'web', unmetStep: 'database' })
  })

  it('does so whatever pods of later steps are at', () => {
    const early = installed({ database: 'no image', cache: 'starting', setup: 'absent', web: 'starting' })
    expect(look(early)).toMatchObject({ kind: 'failed', step: 'database' })
  })

  it.each<[string, Partial<Record<Part, PodState>>]>([
    ['an earlier pod starts', { database: 'starting' }],
    ['an earlier pod is not made yet', { setup: 'absent' }],
    ['an earlier pod backs off and does not say why', { cache: 'hidden' }],
  ])('is told, and waits for a bounded time, while %s', (_, over) => {
    const workloads = installed({ ...states, ...over })
    const first = look(workloads, { nowMs: 1_000 })
    const message = 'Pods not ready: the image "r.io/web:1" does not exist (web)'
    expect(first).toMatchObject({ kind: 'waiting', step: 'database', message, pendingFault: { fatalSinceMs: 1_000 } })
    const pendingFault = pendingFaultOf(first)
    expect(look(workloads, { pendingFault, nowMs: 999 + settleMs })).toMatchObject({ kind: 'waiting' })
    expect(look(workloads, { pendingFault, nowMs: 1_000 + settleMs })).toMatchObject({ kind: 'failed', step: 'web' })
  })

  it('waits no longer when another such fault takes its place', () => {
    const first = look(installed({ ...states, database: 'starting', cache: 'starting' }))
    const then = look(installed({ ...states, database: 'starting', cache: 'no image' }), {
      pendingFault: pendingFaultOf(first),
      nowMs: settleMs - 1,
    })
    expect(then).toMatchObject({ kind: 'waiting', pendingFault: { code: 'image_not_found', fatalSinceMs: 0 } })
    const last = look(installed({ ...states, database: 'starting', cache: 'no image' }), {
      pendingFault: pendingFaultOf(then),
      nowMs: settleMs,
    })
    expect(last).toMatchObject({ kind: 'failed', step: 'cache', unmetStep: 'database' })
  })
})

describe('several volumes that are not bound', () => {
  const unbound = (...names: string[]) => store({ persistentvolumeclaims: names.map((name) => claim('Pending', name)) })

  it('are one fault with one clock, whichever claim was seen first', () => {
    const first = look(unbound('files'))
    expect(first).toMatchObject({ pendingFault: { key: 'volume:files', sinceMs: 0 } })
    const both = look(unbound('files', 'data-database-0'), { pendingFault: pendingFaultOf(first), nowMs: 200_000 })
    expect(both).toMatchObject({ kind: 'waiting', pendingFault: { key: 'volume:data-database-0', sinceMs: 0 } })
    expect(
      look(unbound('files', 'data-database-0'), { pendingFault: pendingFaultOf(both), nowMs: 300_000 }),
    ).toMatchObject({
      kind: 'failed',
      reason: 'Pods not ready: a volume is not bound (volume data-database-0)',
    })
  })

  it('but one that begins when another ends has a time of its own', () => {
    const first = pendingFaultOf(look(unbound('files')))
    const other = look(unbound('data-database-0'), { pendingFault: first, nowMs: 299_000 })
    expect(other).toMatchObject({ pendingFault: { key: 'volume:data-database-0', sinceMs: 299_000 } })
  })
})

describe('only steps before the earliest unmet one are done', () => {
  it('where the blamed step is a later one', () => {
    const verdict = look(installed({ database: 'running', cache: 'running', setup: 'running', web: 'no image' }))
    expect(verdict).toMatchObject({ kind: 'failed', step: 'web', unmetStep: 'database' })
  })

  it('where a volume is missing behind a set-up that failed', () => {
    const workloads = store({ persistentvolumeclaims: [claim('Pending')], jobs: [job(overLimit)] })
    expect(look(workloads)).toMatchObject({ kind: 'failed', step: 'setup', unmetStep: 'volumes' })
  })
})
