// Which of a store's faults it is blamed for: always the same one, in whatever order pods tell theirs.

import { compareSteps, type Fault, type Step, type UnmetCondition } from './fault.ts'
import type { PendingFault } from './pending-fault.ts'

/** Leaves out what only follows from something else: a shop crashes, and misses its deadline, while it waits. */
export function relevantFaults(faults: Fault[], unmet: UnmetCondition[]): Fault[] {
  const isUnmet = (step: Step) => unmet.some((one) => one.step === step)
  const awaitsService = isUnmet('database') || isUnmet('cache')
  const unscheduled = faults.some(({ code, kind }) => code === 'unschedulable' || kind === 'create')
  const unbound = faults.some(({ kind }) => kind === 'volume')
  return faults.filter((fault) => {
    if (fault.kind === 'crash') return fault.step === 'database' || fault.step === 'cache' || !awaitsService
    if (fault.kind === 'deadline') return !unmet.some(({ step }) => compareSteps(step, fault.step) < 0)
    // Many volumes are bound only once their pod is scheduled: then who keeps it from that knows why, else the volume does.
    if (fault.kind === 'volume' && fault.toleranceMs > 0) return !unscheduled
    if (fault.kind === 'unschedulable' && fault.code === 'volume_not_bound') return !unbound
    return true
  })
}

/** What fails at once; else, of the earliest step, the first with the code that is pending already, else the first. */
export function mostSevere(faults: Fault[], pendingFault: PendingFault | null): Fault | undefined {
  const inOrder = faults.toSorted(compareFaults)
  const ofStep = inOrder.filter(({ step }) => step === inOrder[0]?.step)
  const known = ofStep.find(({ key }) => key === pendingFault?.key)
  return (
    inOrder.find(({ toleranceMs }) => toleranceMs === 0) ?? ofStep.find(({ code }) => code === known?.code) ?? ofStep[0]
  )
}

function compareFaults(a: Fault, b: Fault): number {
  const byCode = compareSteps(a.step, b.step) || compareTexts(a.code, b.code)
  return byCode || (a.toleranceMs === b.toleranceMs ? compareTexts(a.key, b.key) : a.toleranceMs - b.toleranceMs)
}

/** The same on every machine, which a locale's order is not. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** Whether `fault` goes on with the time of the pending one: that is the same, or has the same cause and is still there. */
export function continues(fault: Fault, { key }: PendingFault, faults: Fault[]): boolean {
  if (fault.key === key) return true
  return faults.some((one) => one.key === key && one.code === fault.code && one.step === fault.step)
}

/** Pods tell their faults at different moments: one that has not run yet may be the one to blame. */
export function mayBeOutranked(fault: Fault, unmet: UnmetCondition[]): boolean {
  return unmet.some(({ step, isStarting }) => isStarting && compareSteps(step, fault.step) <= 0)
}
