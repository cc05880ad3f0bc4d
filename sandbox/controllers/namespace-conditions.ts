// What a namespace on its way out says about itself.
import type { Condition } from '../objects/object.ts'

export interface Remnants {
  /** How many objects of each resource are still there. */
  resources: Map<string, number>
  /** How many objects each finalizer holds. */
  finalizers: Map<string, number>
}

export function remnantConditions({ resources, finalizers }: Remnants): Condition[] {
  const inParts = (map: Map<string, number>, say: (key: string, count: number) => string) =>
    [...map]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => say(key, count))
      .join(', ')
  const content = inParts(resources, (key, count) => `${withDot(key)} has ${count} resource instances`)
  const holders = inParts(finalizers, (finalizer, count) => `${finalizer} in ${count} resource instances`)
  return [
    good('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
    good(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    good(
      'NamespaceDeletionContentFailure',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      reason: 'SomeResourcesRemain',
      message: `Some resources are remaining: ${content}`,
    },
    finalizers.size > 0
      ? {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          reason: 'SomeFinalizersRemain',
          message: `Some content in the namespace has finalizers remaining: ${holders}`,
        }
      : good('NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'),
  ]
}

/** The core group has an empty name, and the message keeps its dot. */
const withDot = (key: string): string => (key.includes('.') ? key : `${key}.`)

const good = (type: string, reason: string, message: string): Condition => ({ type, status: 'False', reason, message })
