// Chooses how a PATCH body changes an object, by its content type.
import { type Fields, isFields } from '../objects/object.ts'
import { ApiError, badRequest } from '../status.ts'
import { jsonPatch } from './json-patch.ts'
import { mergePatch } from './merge-patch.ts'
import { strategicMerge } from './strategic-merge.ts'

export function applyPatch(contentType: string, object: Fields, patch: unknown): Fields {
  switch (contentType) {
    case 'application/json-patch+json':
      return jsonPatch(object, patch)
    case 'application/merge-patch+json':
      return asFields(mergePatch(object, patch))
    case 'application/strategic-merge-patch+json':
      return strategicMerge(object, asFields(patch))
    default:
      throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
  }
}

function asFields(value: unknown): Fields {
  if (isFields(value)) return value
  throw badRequest('error decoding patch: json: cannot unmarshal value into Go value of type map[string]interface {}')
}
