// One container, init containers too: why it does not run, in the words of the kubelet.
import type { Fault } from './fault.ts'
import { imageFault, isImageReason } from './image.ts'
import { type ContainerSight, fault, type Terminated } from './sight.ts'

export function containerFault(sight: ContainerSight): Fault | null {
  const reason = sight.status.state?.waiting?.reason ?? ''
  if (isImageReason(reason)) return imageFault(sight)
  switch (reason) {
    case 'CreateContainerConfigError':
      return startFault(sight, sight.scene.limits.containerConfigMs)
    case 'CreateContainerError':
    case 'RunContainerError':
    case 'PostStartHookError':
      return startFault(sight, sight.scene.limits.containerStartMs)
    default:
      return crashFault(sight)
  }
}

function startFault(sight: ContainerSight, holdsMs: number): Fault {
  const { reason, message } = sight.status.state?.waiting ?? {}
  return { ...fault(sight, 'config', `${reason}: ${message ?? 'no message'}`), code: 'container_config_error', holdsMs }
}

/** Between two crashes a container runs for a while: the fault lasts through that, but a store never fails during it. */
function crashFault(sight: ContainerSight): Fault | null {
  const { state, lastState, ready, restartCount = 0 } = sight.status
  const isDown = state?.waiting?.reason === 'CrashLoopBackOff' || isCrash(state?.terminated)
  const crash = isCrash(state?.terminated) ? state?.terminated : lastState?.terminated
  const restarted = restartCount > 0 && !ready && state?.terminated === undefined && isCrash(crash)
  // A set-up pod may crash as often as its Job allows.
  if ((!isDown && !restarted) || sight.component === 'setup') return null
  const { crashLoopMs, crashLoopRestarts } = sight.scene.limits
  const cause = `${isDown ? 'crashes' : 'crashed'} (${restartCount} restarts): ${describeEnd(crash)}`
  return {
    ...fault(sight, 'crash', cause),
    code: crash?.reason === 'OOMKilled' ? 'out_of_memory' : 'crash_loop',
    holdsMs: isDown && restartCount >= crashLoopRestarts ? crashLoopMs : Number.POSITIVE_INFINITY,
  }
}

function isCrash(terminated: Terminated | undefined): boolean {
  return terminated !== undefined && (terminated.exitCode !== 0 || terminated.reason === 'OOMKilled')
}

/** For example `OOMKilled, exit code 137: <termination message>`. */
export function describeEnd(terminated: Terminated | undefined): string {
  if (terminated === undefined) return 'its end left no record'
  const { reason, exitCode, signal, message } = terminated
  const end = [reason, exitCode === undefined ? null : `exit code ${exitCode}`, signal ? `signal ${signal}` : null]
  const text = end.filter(Boolean).join(', ')
  return message?.trim() ? `${text}: ${message.trim()}` : text
}
