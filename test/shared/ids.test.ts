// Ids and keys: their forms, and that randomness is what is handed in.
import { expect, test } from 'vitest'
import { hashApiKey, isApiKey, makeApiKey } from '../../shared/api-keys.ts'
import { makeHolderId, makeKeyId, makeRequestId, makeStoreId, namespaceOf } from '../../shared/ids.ts'

const always = (byte: number) => (size: number) => new Uint8Array(size).fill(byte)

test("a store's id is its name and six of a-z0-9, its namespace that with store- before it", () => {
  expect(makeStoreId('my-shop')).toMatch(/^my-shop-[a-z0-9]{6}$/)
  expect(makeStoreId('a', always(0))).toBe('a-aaaaaa')
  expect(namespaceOf('a-aaaaaa')).toBe('store-a-aaaaaa')
  expect(namespaceOf(makeStoreId('x'.repeat(40))).length).toBeLessThanOrEqual(63)
})

test('bytes that would make some letters likelier are skipped', () => {
  let call = 0
  const random = (size: number) => new Uint8Array(size).fill(call++ === 0 ? 255 : 35)
  expect(makeStoreId('a', random)).toBe('a-999999')
})

test('ids of requests, holders and keys have forms of their own and do not repeat', () => {
  expect(makeRequestId()).toMatch(/^req_[a-z0-9]{16}$/)
  expect(makeKeyId()).toMatch(/^key_[a-z0-9]{10}$/)
  expect(makeHolderId('host', 7)).toMatch(/^host:7:[a-z0-9]{8}$/)
  expect(new Set(Array.from({ length: 1000 }, () => makeRequestId())).size).toBe(1000)
})

test('an API key carries 256 random bits, and only its hash is meant to be kept', () => {
  const { key, hash } = makeApiKey()
  expect(isApiKey(key)).toBe(true)
  expect(Buffer.from(key.slice(3), 'base64url')).toHaveLength(32)
  expect(hash).toBe(hashApiKey(key))
  expect(hashApiKey(`sp_${'A'.repeat(43)}`)).toBe('e4c379afd23850bf44c03583c6537ea8f4f17bd83c881c8240d6d9395e724f45')
  for (const other of ['sp_short', `${key}x`, key.slice(3), ` ${key}`]) expect(isApiKey(other)).toBe(false)
})
