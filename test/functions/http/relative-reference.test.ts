// A reference that is relative to the request's URL leads to the same place, with or without a prefix in front of both.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { relativeReference } from '../../../functions/http/relative-reference.ts'

const part = fc.stringMatching(/^[a-z0-9-]{1,5}$/)
const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`)
const prefix = fc.array(part, { maxLength: 3 }).map((parts) => parts.map((one) => `/${one}`).join(''))

test('whatever the paths and the prefix, it resolves to the target behind that prefix', () => {
  fc.assert(
    fc.property(path, fc.boolean(), path, prefix, (from, slash, to, before) => {
      const asked = `${from}${slash ? '/' : ''}`
      const url = new URL(relativeReference(asked, to), `http://shops.example${before}${asked}`)
      expect(url.pathname).toBe(`${before}${to}`)
    }),
  )
})
