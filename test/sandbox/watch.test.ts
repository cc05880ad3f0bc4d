// Watches: what they tell, where they begin, and when they are refused.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { eventually } from '../support/eventually.ts'
import { call, type Thing } from './support/client.ts'
import { create, newNamespace, pathOf } from './support/objects.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

interface Watched {
  type: string
  object: Thing
}

/** Collects events until the test stops it. */
async function watch(path: string): Promise<{ seen: Watched[]; stop(): void }> {
  const stopper = new AbortController()
  const answer = await fetch(`${sandbox.apiUrl}${path}`, { signal: stopper.signal })
  const seen: Watched[] = []
  const read = async () => {
    let rest = ''
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      const lines = (rest + Buffer.from(chunk).toString()).split('\n')
      rest = lines.pop() ?? ''
      seen.push(...lines.map((line) => JSON.parse(line) as Watched))
    }
  }
  read().catch(() => {})
  return { seen, stop: () => stopper.abort() }
}

const configMap = (name: string, labels: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels },
})
const names = (seen: Watched[]) => seen.map(({ type, object }) => `${type} ${object['metadata'].name}`)

test('a watch answers its headers at once and tells what happens after its revision', async () => {
  const namespace = await newNamespace(sandbox)
  const path = pathOf.configMaps(namespace)
  const { resourceVersion } = (await call(sandbox, 'GET', path)).body['metadata']
  await create(sandbox, path, configMap('early'))
  const { seen, stop } = await watch(
    `${path}?watch=true&resourceVersion=${resourceVersion}&fieldSelector=metadata.name!=kube-root-ca.crt`,
  )
  await create(sandbox, path, configMap('late'))
  await call(sandbox, 'DELETE', `${path}/early`)
  await eventually(() => seen.length === 3)
  stop()
  expect(names(seen)).toEqual(['ADDED early', 'ADDED late', 'DELETED early'])
})

test('an object that leaves the selection is told as deleted', async () => {
  const namespace = await newNamespace(sandbox)
  const path = pathOf.configMaps(namespace)
  const { seen, stop } = await watch(`${path}?watch=1&labelSelector=in%3Dyes`)
  await create(sandbox, path, configMap('moving', { in: 'yes' }))
  const headers = { 'content-type': 'application/merge-patch+json' }
  await call(sandbox, 'PATCH', `${path}/moving`, { body: { metadata: { labels: { in: 'no' } } }, headers })
  await eventually(() => seen.length === 2)
  stop()
  expect(names(seen)).toEqual(['ADDED moving', 'DELETED moving'])
})

test('a WatchList begins with the state and a bookmark that says so', async () => {
  const namespace = await newNamespace(sandbox)
  const path = pathOf.secrets(namespace)
  await create(sandbox, path, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'there' } })
  const { seen, stop } = await watch(
    `${path}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
  )
  await eventually(() => seen.length === 2)
  stop()
  expect(names(seen)[0]).toBe('ADDED there')
  expect(seen[1]).toMatchObject({
    type: 'BOOKMARK',
    object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
  })
})

test('a watch from a revision that is no longer kept is refused with 410', async () => {
  const namespace = await newNamespace(sandbox)
  const path = `${pathOf.configMaps(namespace)}/busy`
  await create(sandbox, pathOf.configMaps(namespace), configMap('busy'))
  const headers = { 'content-type': 'application/merge-patch+json' }
  const write = (n: number) => call(sandbox, 'PATCH', path, { body: { data: { n: String(n) } }, headers })
  for (let n = 0; n < 800; n += 50) await Promise.all(Array.from({ length: 50 }, (_, i) => write(n + i)))
  const { status, body } = await call(sandbox, 'GET', `${pathOf.configMaps(namespace)}?watch=true&resourceVersion=1`)
  expect([status, body['reason']]).toEqual([410, 'Expired'])
})
