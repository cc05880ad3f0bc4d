// Names that secrets have, anywhere in the fields of a log line.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blankSecrets } from '../../shared/blank-secrets.ts'

const secret = 'a-secret-of-somebody'
const secretName = fc.constantFrom(
  ...['password', 'secret', 'token', 'authToken', 'authorization', 'key', 'credentials', 'values'],
)
const otherName = fc.constantFrom('store', 'error', 'status', 'rows', 'owner')
/** Steps from the fields to the secret: by a name, or by a place in an array. */
const path = fc.array(fc.oneof(otherName, fc.nat(3)), { maxLength: 12 })

function wrap(inner: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduceRight<unknown>(
    (value, step) => (typeof step === 'string' ? { [step]: value, beside: 1 } : [...Array(step).fill(0), value]),
    inner,
  )
}

test('a secret is never in a line, however deep its name lies', () => {
  fc.assert(
    fc.property(path, secretName, fc.boolean(), (steps, name, isNested) => {
      const held = { [name]: isNested ? { text: [secret] } : secret, beside: 'stays' }
      const said = JSON.stringify(blankSecrets({ field: wrap(held, steps), status: 200 }))
      expect(said).not.toContain(secret)
      expect(said).toContain('"status":200')
      expect(said).toMatch(/\[redacted\]|\[left out\]/)
    }),
  )
})

test('what holds no such name is said as it is', () => {
  fc.assert(
    fc.property(fc.array(otherName, { maxLength: 3 }), fc.jsonValue({ maxDepth: 0 }), (steps, value) => {
      const fields = { field: wrap(value, steps), at: new Date(0) }
      expect(JSON.stringify(blankSecrets(fields))).toBe(JSON.stringify(fields))
    }),
  )
})

test('what a line is made of is left as it was', () => {
  const fields = { error: { token: secret } }
  expect(blankSecrets(fields)).toEqual({ error: { token: '[redacted]' } })
  expect(fields.error.token).toBe(secret)
})

test('a circle ends', () => {
  const circle: Record<string, unknown> = { token: secret }
  circle['again'] = circle
  expect(JSON.stringify(blankSecrets({ circle }))).not.toContain(secret)
})
