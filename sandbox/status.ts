// Errors as the API server words them: `Status` objects.
import type { Resource } from './objects/resources.ts'

export interface Cause {
  reason: string
  message: string
  field: string
}

export class ApiError extends Error {
  readonly code: number
  readonly reason: string
  readonly details: object | undefined
  constructor(code: number, reason: string, message: string, details?: object) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
  }
}

export const statusBody = ({ code, reason, message, details }: ApiError): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  ...(reason ? { reason } : {}),
  ...(details ? { details } : {}),
  code,
})

export const notFound = (resource: Resource, name: string): ApiError =>
  new ApiError(404, 'NotFound', `${resource.key} "${name}" not found`, named(resource, name))

export const alreadyExists = (resource: Resource, name: string): ApiError =>
  new ApiError(409, 'AlreadyExists', `${resource.key} "${name}" already exists`, named(resource, name))

export const conflict = (resource: Resource, name: string, why: string): ApiError =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resource.key} "${name}": ${why}`,
    named(resource, name),
  )

export const forbidden = (resource: Resource, name: string, why: string, causes?: Cause[]): ApiError =>
  new ApiError(403, 'Forbidden', `${resource.key}${name ? ` "${name}"` : ''} is forbidden: ${why}`, {
    ...named(resource, name),
    ...(causes ? { causes } : {}),
  })

export const invalid = (resource: Resource, name: string, causes: Cause[]): ApiError => {
  const texts = causes.map((cause) => `${cause.field}: ${cause.message}`)
  const listed = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  const kind = resource.group ? `${resource.kind}.${resource.group}` : resource.kind
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${listed}`, {
    ...named(resource, name),
    kind: resource.kind,
    causes,
  })
}

export const badRequest = (message: string): ApiError => new ApiError(400, 'BadRequest', message)

export const expired = (message: string): ApiError => new ApiError(410, 'Expired', message)

export const notAllowed = (): ApiError =>
  new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {})

export const unknownPath = (): ApiError =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', {})

const named = (resource: Resource, name: string): object => ({
  ...(name ? { name } : {}),
  ...(resource.group ? { group: resource.group } : {}),
  kind: resource.plural,
})
