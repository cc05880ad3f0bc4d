// An image that does not come: for good, or for now? The cause is told once and then hidden behind "Back-off".
import { latestEventMessage } from './events.ts'
import type { FailureCode, Fault } from './fault.ts'
import { type ContainerSight, fault } from './sight.ts'

const neverReasons = ['InvalidImageName', 'ErrImageNeverPull']
const pullReasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]

export function isImageReason(reason: string): boolean {
  return neverReasons.includes(reason) || pullReasons.includes(reason)
}

export function imageFault(sight: ContainerSight): Fault {
  const { reason = '', message = '' } = sight.status.state?.waiting ?? {}
  if (neverReasons.includes(reason))
    return { ...fault(sight, 'image', `${reason}: ${message}`), code: 'image_not_found', holdsMs: 0 }
  const cause = hasCause(message) ? message : causeFromEvents(sight)
  const made = fault(sight, 'image', `${reason}: ${cause || message || 'no message'}`)
  const { suspicion, limits } = sight.scene
  // Without a cause of its own, a back-off is still the fault whose cause was seen first.
  const remembered = cause === '' && suspicion?.key === made.key ? suspicion : null
  const told = remembered?.message ?? made.reason
  const final = finalCode(told)
  const code = final ?? 'image_pull_failed'
  return { ...made, reason: told, code, holdsMs: final === null ? limits.imagePullMs : 0 }
}

/** A pull that backs off without saying why; the namespace's events still do. */
export function isCauseHidden({ state }: ContainerSight['status']): boolean {
  const { reason = '', message = '' } = state?.waiting ?? {}
  return pullReasons.includes(reason) && !hasCause(message)
}

function hasCause(message: string): boolean {
  return message !== '' && !/^Back-off pulling image "[^"]*"$/.test(message.trim())
}

function causeFromEvents({ scene, pod, status }: ContainerSight): string {
  const message = latestEventMessage({ events: scene.events, kind: 'Pod', object: pod, reasons: ['Failed'] })
  const image = (pod.spec as PodSpec | undefined)?.containers?.find(({ name }) => name === status.name)?.image
  const isOfThisImage = image === undefined || message.includes(image)
  return /pull/i.test(message) && isOfThisImage ? message : ''
}

type PodSpec = { containers?: { name: string; image?: string }[] }

/** Null while trying again may help: the network's words outrank the registry's, for DNS says "not found" too. */
function finalCode(message: string): FailureCode | null {
  if (/\bdial (?:tcp|udp)|i\/o timeout|lookup \S+ on|no such host|toomanyrequests|429 Too Many/i.test(message))
    return null
  if (/not ?found|manifest unknown|name unknown|does not exist|invalid reference format/i.test(message))
    return 'image_not_found'
  if (/unauthorized|forbidden|denied|no basic auth credentials|authentication required/i.test(message))
    return 'image_pull_failed'
  return null
}
