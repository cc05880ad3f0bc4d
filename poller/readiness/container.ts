// One container, init containers too: why it does not run.
import type { Fault } from './fault.ts'
import { imageFault, isImageReason } from './image.ts'
import { containerFaultOf, type ObservedContainer } from './observed-container.ts'
import { startCause } from './start-cause.ts'
import { describeEnd, type Terminated } from './termination.ts'

export function containerFault(observed: ObservedContainer): Fault | null {
  const reason = observed.status.state?.waiting?.reason ?? ''
  if (isImageReason(reason)) return imageFault(observed)
  switch (reason) {
    case 'CreateContainerConfigError':
      return startFault(observed, observed.input.limits.containerConfigMs)
    case 'CreateContainerError':
    case 'RunContainerError':
    case 'PostStartHookError':
      return startFault(observed, observed.input.limits.containerStartMs)
    default:
      return crashFault(observed)
  }
}

function startFault(observed: ObservedContainer, toleranceMs: number): Fault {
  const { reason = '', message = '' } = observed.status.state?.waiting ?? {}
  const cause = startCause(reason, message)
  const words = `${reason}: ${message || 'no message'}`
  return {
    ...containerFaultOf(observed, { kind: 'config', cause, words }),
    code: 'container_config_error',
    toleranceMs,
  }
}

/** Between two crashes a container runs for a while: the fault lasts through that, but a store never fails during it. */
function crashFault(observed: ObservedContainer): Fault | null {
  const { state, lastState, ready, restartCount = 0 } = observed.status
  const isDown = state?.waiting?.reason === 'CrashLoopBackOff' || isCrash(state?.terminated)
  const crash = isCrash(state?.terminated) ? state?.terminated : lastState?.terminated
  const restarted = restartCount > 0 && !ready && state?.terminated === undefined && isCrash(crash)
  // A set-up pod may crash as often as its Job allows.
  if ((!isDown && !restarted) || observed.component === 'setup') return null
  const { crashLoopMs, crashLoopRestarts } = observed.input.limits
  const words = `${isDown ? 'crashes' : 'crashed'} (${restartCount} restarts): ${describeEnd(crash)}`
  return {
    ...containerFaultOf(observed, { kind: 'crash', cause: crashCause(crash), words }),
    code: crash?.reason === 'OOMKilled' ? 'out_of_memory' : 'crash_loop',
    toleranceMs: isDown && restartCount >= crashLoopRestarts ? crashLoopMs : Number.POSITIVE_INFINITY,
  }
}

function isCrash(terminated: Terminated | undefined): boolean {
  return terminated !== undefined && (terminated.exitCode !== 0 || terminated.reason === 'OOMKilled')
}

function crashCause(crash: Terminated | undefined): string {
  const plain =
    crash?.exitCode === undefined ? 'a container crashes' : `a container crashes with exit code ${crash.exitCode}`
  return specialEnd(crash) ?? plain
}

/** An end that no exit code explains. */
export function specialEnd(end: Terminated | undefined): string | null {
  switch (end?.reason) {
    case 'OOMKilled':
      return 'a container was killed for using more memory than its limit'
    case 'StartError':
    case 'ContainerCannotRun':
      return startCause(end.reason, end.message ?? '')
    default:
      return null
  }
}
