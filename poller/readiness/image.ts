// An image that does not come: permanently, or for now? The cause is told once and then hidden behind "Back-off".
import { eventMessages } from './events.ts'
import type { Fault, FaultCode } from './fault.ts'
import { containerFaultOf, imageOf, type ObservedContainer } from './observed-container.ts'

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

export function imageFault(observed: ObservedContainer): Fault {
  const { reason = '', message = '' } = observed.status.state?.waiting ?? {}
  const words = isHidden(message) && !neverReasons.includes(reason) ? causeFromEvents(observed) : message
  const told = `${reason}: ${words || message || 'no message'}`
  const { cause, code, isFinal } = failureOf(told)
  const fault = containerFaultOf(observed, { kind: 'image', cause: cause(subjectOf(observed)), words: told })
  const { pendingFault, limits } = observed.input
  // A back-off without a cause of its own is still the fault whose cause was seen first.
  if (isHidden(told) && pendingFault?.key === fault.key && !isHidden(pendingFault.details))
    return remembered(observed, fault, pendingFault.details)
  return { ...fault, code, toleranceMs: isFinal ? 0 : limits.imagePullMs, isUnexplained: isHidden(told) }
}

function remembered(observed: ObservedContainer, fault: ReturnType<typeof containerFaultOf>, details: string): Fault {
  const { cause, code, isFinal } = failureOf(details)
  const { reason } = containerFaultOf(observed, { kind: 'image', cause: cause(subjectOf(observed)), words: '' })
  return { ...fault, reason, details, code, toleranceMs: isFinal ? 0 : observed.input.limits.imagePullMs }
}

/** A pull that backs off without saying why; the namespace's events still do. */
export function isCauseHidden({ state }: ObservedContainer['status']): boolean {
  const { reason = '', message = '' } = state?.waiting ?? {}
  return pullReasons.includes(reason) && isHidden(message)
}

function isHidden(words: string): boolean {
  return /(?:^|: )(?:no message|Back-off pulling image "[^"]*")?$/.test(words.trim())
}

/** Whatever the kubelet said since: of a pull that is retried it repeats the cause between its back-offs. */
function causeFromEvents({ input, pod, status }: ObservedContainer): string {
  const image = imageOf(pod, status.name)
  const messages = eventMessages({ events: input.events, kind: 'Pod', object: pod, reasons: ['Failed'] })
  return messages.find((message) => /pull.*:/i.test(message) && (image === undefined || message.includes(image))) ?? ''
}

function subjectOf({ pod, status }: ObservedContainer): string {
  const image = imageOf(pod, status.name)
  return image === undefined ? 'a container image' : `the image "${image}"`
}

type PullFailure = { cause: (image: string) => string; code: FaultCode; isFinal: boolean }

/** The first that fits: the network's words outrank the registry's, for DNS says "not found" too. */
function failureOf(told: string): PullFailure {
  const words = told.replace(namesAndUrls, '')
  return pullFailures.find((one) => one.words.test(words)) ?? unknownFailure
}

/** An image may be called `denied`. */
const namesAndUrls = /"[^"]*"|https?:\/\/\S+/g

const unknownFailure: PullFailure = {
  cause: (image) => `${image} cannot be pulled`,
  code: 'image_pull_failed',
  isFinal: false,
}

const pullFailures: (PullFailure & { words: RegExp })[] = [
  {
    words: /\bInvalidImageName:/,
    cause: (image) => `the name of ${image} is not valid`,
    code: 'image_not_found',
    isFinal: true,
  },
  {
    words: /\bErrImageNeverPull:/,
    cause: (image) => `${image} is not on the node and may not be pulled`,
    code: 'image_not_found',
    isFinal: true,
  },
  {
    words: /\bdial (?:tcp|udp)|i\/o timeout|lookup \S+ on|no such host/i,
    cause: (image) => `the registry of ${image} cannot be reached`,
    code: 'image_pull_failed',
    isFinal: false,
  },
  {
    words: /toomanyrequests|429 Too Many/i,
    cause: (image) => `the registry limits how often ${image} is pulled`,
    code: 'image_pull_failed',
    isFinal: false,
  },
  {
    words: /does not exist or may require/i,
    cause: (image) => `${image} does not exist, or needs credentials`,
    code: 'image_not_found',
    isFinal: true,
  },
  {
    words: /not ?found|manifest unknown|name unknown|does not exist|invalid reference format/i,
    cause: (image) => `${image} does not exist`,
    code: 'image_not_found',
    isFinal: true,
  },
  {
    words: /unauthorized|forbidden|denied|no basic auth credentials|authentication required/i,
    cause: (image) => `the registry refuses access to ${image}`,
    code: 'image_pull_failed',
    isFinal: true,
  },
]
