// The causes that a refusal lists.
import type { Cause } from '../status.ts'

export const invalidValue = (field: string, value: unknown, text: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${JSON.stringify(value)}: ${text}`,
  field,
})

export const required = (field: string, text = ''): Cause => ({
  reason: 'FieldValueRequired',
  message: `Required value${text ? `: ${text}` : ''}`,
  field,
})
