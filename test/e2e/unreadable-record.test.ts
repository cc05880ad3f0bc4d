// A release record that Helm cannot read, whatever is wrong with it, holds neither a removal nor a retry.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releasesOf } from '../poller/fixtures/by-hand.ts'
import { eventually } from '../support/eventually.ts'
import { type Stack, type StoreBody, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ sandboxArgs: ['--pod-delay', '20'] })
  stack.startPoller()
})
afterAll(() => stack.stop())

const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64')
/** As Helm packs a record: gzip, base64, and base64 again by the Secret. */
const packed = (content: string) => base64(base64(gzipSync(content)))

async function spoilRecord({ id, namespace }: StoreBody, release: string | null): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/secrets/sh.helm.release.v1.${id}.v1`
  const answer = await fetch(stack.sandbox.apiUrl + path, {
    method: 'PATCH',
    headers: { 'content-type': 'application/merge-patch+json' },
    body: JSON.stringify({ data: { release } }),
  })
  expect(answer.status).toBe(200)
}

async function eventsOf(id: string, kind: string): Promise<string[]> {
  const { body } = await stack.call('GET', `/api/v1/stores/${id}/events`)
  return (body['events'] as { kind: string; message: string }[])
    .filter((event) => event.kind === kind)
    .map(({ message }) => message)
}

test('a record whose objects Helm cannot read, of which it says nothing but that it failed, goes with its namespace after three attempts', async () => {
  const store = await stack.create('odd-objects')
  await stack.until(store.id, 'READY')
  const { id: name } = store
  const record = { name, namespace: store.namespace, version: 1, info: { status: 'deployed' }, manifest: 'a: b: c' }
  await spoilRecord(store, packed(JSON.stringify(record)))
  expect((await stack.call('DELETE', `/api/v1/stores/${name}`)).status).toBe(202)
  await stack.until(name, 'DELETED')
  expect(await releasesOf(stack, store.namespace)).toEqual([])
  expect(await eventsOf(name, 'attempt')).toHaveLength(3)
  expect(await eventsOf(name, 'note')).toEqual([expect.stringMatching(/^Helm could not uninstall .* in 3 attempts/)])
})

const note = /^Helm cannot read its record of the release, Secret sh\.helm\.release\.v1\..* is removed with all/

test.concurrent.each([
  ['garbage', base64('garbage')],
  ['nothing', null],
  ['a half of it', base64(base64(gzipSync('{"name":"half"}').subarray(0, 20)))],
  ['a record without its parts', packed('{}')],
  ['no record', packed('null')],
  ['the record of another name', packed('{"name":"other","info":{"status":"deployed"},"manifest":"","version":1}')],
])(
  'a READY store whose record holds %s is DELETED without an attempt that fails, and an event says how',
  async (what, release) => {
    const store = await stack.create(what.replaceAll(' ', '-'))
    await stack.until(store.id, 'READY')
    await spoilRecord(store, release)
    expect((await stack.call('DELETE', `/api/v1/stores/${store.id}`)).status).toBe(202)
    await stack.until(store.id, 'DELETED')
    expect(await releasesOf(stack, store.namespace)).toEqual([])
    expect(await eventsOf(store.id, 'attempt')).toEqual([])
    expect(await eventsOf(store.id, 'note')).toEqual([expect.stringMatching(note)])
  },
)

test('a retry of a store whose record is garbage makes the namespace anew, and the store is READY', async () => {
  const web = { labels: { 'app.kubernetes.io/component': 'web' } }
  await stack.sandbox.setScenario({ rules: [{ match: web, fault: 'image_not_found' }] })
  const store = await stack.create('retried')
  await stack.until(store.id, 'FAILED')
  await spoilRecord(store, base64('garbage'))
  expect((await stack.call('POST', `/api/v1/stores/${store.id}/retry`)).status).toBe(202)
  await eventually(async () => (await eventsOf(store.id, 'note')).some((message) => note.test(message)))
  await stack.sandbox.setScenario({})
  await stack.until(store.id, 'READY')
  expect(await releasesOf(stack, store.namespace)).toEqual([`sh.helm.release.v1.${store.id}.v1 deployed`])
})
