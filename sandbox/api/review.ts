// Says whether the caller may do something: everything that the scenario does not forbid.
import type { ServerResponse } from 'node:http'
import type { Cluster } from '../cluster.ts'
import type { Fields } from '../objects/object.ts'
import type { Resource } from '../objects/resources.ts'
import { ApiError } from '../status.ts'
import { send } from './send.ts'

interface Attributes {
  verb?: string
  resource?: string
  group?: string
  namespace?: string
}

export function answerReview(cluster: Cluster, resource: Resource, body: unknown, response: ServerResponse): void {
  const { spec = {} } = (body ?? {}) as { spec?: { resourceAttributes?: Attributes; nonResourceAttributes?: object } }
  if (resource.kind === 'SelfSubjectAccessReview' && !spec.resourceAttributes && !spec.nonResourceAttributes)
    throw withoutQuestion(resource)
  const answer: Fields = { kind: resource.kind, apiVersion: resource.apiVersion, metadata: {}, spec }
  const status = resource.kind === 'SelfSubjectRulesReview' ? everything : verdictOn(cluster, spec.resourceAttributes)
  send(response, 201, { ...answer, status })
}

const everything = {
  incomplete: false,
  resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
}

/** The server leaves the kind out of this one. */
function withoutQuestion({ group }: Resource): ApiError {
  const message = 'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified'
  const causes = [{ reason: 'FieldValueInvalid', message, field: 'spec.resourceAttributes' }]
  const sentence = `.${group} "" is invalid: spec.resourceAttributes: ${message}`
  return new ApiError(422, 'Invalid', sentence, { group, causes })
}

/** Paths that are no resources are open to everybody. */
function verdictOn({ scenario }: Cluster, attributes: Attributes | undefined): object {
  if (!attributes) return { allowed: true }
  const { verb = '', resource = '', group, namespace = '' } = attributes
  const key = group ? `${resource}.${group}` : resource
  const refused = scenario.forbids(verb, { key, plural: resource }, namespace)
  return refused ? { allowed: false, reason: 'the scenario forbids it' } : { allowed: true }
}
