// Whatever a cluster shows: READY never lies, verdicts are whole, and no look changes what it looks at.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { KubeObject } from '../../../shared/kubernetes/open-cluster.ts'
import { noWorkloads, type WorkloadObjects } from '../../../shared/kubernetes/workloads.ts'
import { look, lookAgain, pendingFaultOf } from './evaluating.ts'
import { complete, job, overLimit, running } from './objects/job.ts'
import { exit, pod, pullMessages, unschedulable } from './objects/pod.ts'
import { claim } from './objects/volume-claim.ts'
import { deadlineExceeded, deployment, ingress, notReady, replicaFailure, statefulSet } from './objects/workloads.ts'

type Part = { object: KubeObject; done: boolean }

const part = (done: boolean, object: KubeObject): Part => ({ done, object })
const some = (...parts: Part[]) => fc.array(fc.constantFrom(...parts), { maxLength: 2 })

const parts = {
  statefulsets: some(
    part(true, statefulSet('database')),
    part(false, statefulSet('database', { status: { readyReplicas: 0 } })),
    part(false, statefulSet('database', { status: { observedGeneration: 1 } })),
    part(false, statefulSet('database', { spec: { replicas: 3 } })),
  ),
  deployments: some(
    part(true, deployment('web')),
    ...[notReady, deadlineExceeded, replicaFailure('exceeded quota'), { updatedReplicas: 0 }].map((status) =>
      part(false, deployment('web', { status })),
    ),
  ),
  jobs: some(part(true, job(complete)), part(false, job(running)), part(false, job(overLimit)), part(false, job({}))),
  persistentvolumeclaims: some(part(true, claim('Bound')), part(false, claim('Pending')), part(false, claim('Lost'))),
  ingresses: some(part(true, ingress())),
}

const anyPod = fc
  .record({
    component: fc.constantFrom('web', 'database', 'setup', 'cache', 'x'),
    reason: fc.constantFrom('CrashLoopBackOff', 'ImagePullBackOff', 'ErrImagePull', 'ContainerCreating', 'New1'),
    message: fc.constantFrom(...Object.values(pullMessages), ''),
    restartCount: fc.nat({ max: 9 }),
    conditions: fc.constantFrom([], unschedulable('no room')),
  })
  .map(({ component, reason, message, restartCount, conditions }) =>
    pod(`${component}-1`, {
      component,
      conditions,
      containers: [{ waiting: { reason, message }, restartCount, lastTerminated: exit(1) }],
    }),
  )

const anyStore = fc.record({ ...parts, pods: fc.array(anyPod, { maxLength: 3 }) })

type Drawn = typeof anyStore extends fc.Arbitrary<infer T> ? T : never

function workloadsOf({ pods, ...drawn }: Drawn): WorkloadObjects {
  const objects = Object.entries(drawn).map(([kind, list]) => [kind, list.map(({ object }) => object)])
  return { ...noWorkloads(), ...Object.fromEntries(objects), pods }
}

it('a store is ready exactly when every required part is there and every part is done', () => {
  fc.assert(
    fc.property(anyStore, (drawn) => {
      const { pods: _, ...lists } = drawn
      const required = [drawn.statefulsets, drawn.deployments, drawn.jobs, drawn.ingresses]
      const isDone =
        required.every((list) => list.length > 0) &&
        Object.values(lists)
          .flat()
          .every(({ done }) => done)
      expect(look(workloadsOf(drawn)).kind === 'ready').toBe(isDone)
    }),
  )
})

it('a verdict that is not ready always says why, in the specification’s words when it failed', () => {
  fc.assert(
    fc.property(anyStore, fc.nat({ max: 1_000_000 }), (drawn, afterMs) => {
      const verdict = lookAgain(workloadsOf(drawn), afterMs)
      if (verdict.kind === 'failed') expect(verdict.reason).toMatch(/^(Pods not ready|Setup job failed): /)
      if (verdict.kind === 'waiting') expect(verdict.message).not.toBe('')
    }),
  )
})

it('an evaluation that is repeated at once has the same fault pending, since the same time', () => {
  fc.assert(
    fc.property(anyStore, (drawn) => {
      const workloads = workloadsOf(drawn)
      const first = look(workloads)
      expect(look(workloads, { pendingFault: pendingFaultOf(first) }).kind).toBe(first.kind)
      expect(pendingFaultOf(look(workloads, { pendingFault: pendingFaultOf(first) }))?.key).toBe(
        pendingFaultOf(first)?.key,
      )
    }),
  )
})
