// The rules of a store's name: it becomes a host name, a Helm release and part of a namespace.
import { z } from '@hono/zod-openapi'
import { maxNameLength } from '../../../shared/ids.ts'

type Rule = { rule: string; broken: (name: string) => boolean; message: string }

export function storeName(reservedNames: readonly string[]) {
  const rules = rulesOf(reservedNames)
  return z
    .string()
    .superRefine((name, context) => {
      for (const { rule, broken, message } of rules) {
        if (broken(name)) context.addIssue({ code: 'custom', message, params: { rule } })
      }
    })
    .openapi({
      minLength: 1,
      maxLength: maxNameLength,
      pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      example: 'my-store',
      description: 'A DNS label; not "--" in places 3 and 4, and not a reserved name.',
    })
}

function rulesOf(reservedNames: readonly string[]): Rule[] {
  return [
    {
      rule: 'min_length',
      broken: (name) => name === '',
      message: `The name is empty; give 1 to ${maxNameLength} characters.`,
    },
    {
      rule: 'max_length',
      broken: (name) => [...name].length > maxNameLength,
      message: `The name is too long; give ${maxNameLength} characters at most.`,
    },
    {
      rule: 'charset',
      broken: (name) => /[^a-z0-9-]/.test(name),
      message: 'The name may hold a-z, 0-9 and "-" only; write it in small letters, with "-" for spaces.',
    },
    {
      rule: 'edge_hyphen',
      broken: (name) => name.startsWith('-') || name.endsWith('-'),
      message: 'The name must begin and end with a letter or a digit; take the "-" away.',
    },
    {
      rule: 'double_hyphen',
      broken: (name) => name.slice(2, 4) === '--',
      message: 'The name has "--" in places 3 and 4, which host names keep for encoded names; use one "-".',
    },
    {
      rule: 'reserved',
      broken: (name) => reservedNames.includes(name),
      message: 'The name is reserved; choose another.',
    },
  ]
}
