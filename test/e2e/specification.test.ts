// Every curl of the specification, with the real id in place of the example's, against `npm run demo -- --keep`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Program, printed, root, startNode } from '../support/process.ts'

let folder: string
let demo: Program
let base: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-e2e-'))
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, PORT: '0', TMPDIR: folder }
  demo = startNode(['--import', 'tsx', 'tools/demo/main.ts', '--keep'], { cwd: root, env })
  base = await printed(demo, /API (http:\S+)\/api\/v1/)
  await printed(demo, /(Stop it with Ctrl-C)/, 30_000)
}, 60_000)
afterAll(async () => {
  expect(await demo.stop()).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const ids: Record<string, string> = {}
const idOf = (name: string) => ids[name] ?? ''
const json = { 'content-type': 'application/json' }

type Row = { curl: string; path: () => string; init?: RequestInit; status: number; body: () => unknown; exact: boolean }

const full = (name: string, engine: string, status: string) => ({
  id: idOf(name),
  name,
  engine,
  namespace: `store-${idOf(name)}`,
  status,
  store_url: status === 'READY' ? expect.stringMatching(new RegExp(`^http://${name}\\.localhost`)) : null,
  failure_reason: null,
  created_at: time,
  updated_at: time,
})
const created = (name: string, engine: string) => ({
  id: expect.stringMatching(new RegExp(`^${name}-[a-z0-9]{6}$`)),
  name,
  engine,
  namespace: expect.stringMatching(new RegExp(`^store-${name}-[a-z0-9]{6}$`)),
  status: 'PROVISIONING',
  created_at: time,
})
const healthy = { status: 'healthy', service: 'store-provisioning-backend' }
const post = (name: string): RequestInit => ({
  method: 'POST',
  headers: json,
  body: JSON.stringify({ name, engine: 'woocommerce' }),
})

const rows: Row[] = [
  { curl: 'curl /api/v1/health', path: () => '/api/v1/health', status: 200, body: () => healthy, exact: true },
  { curl: 'curl /health', path: () => '/health', status: 200, body: () => healthy, exact: true },
  {
    curl: 'curl -X POST /api/v1/stores',
    path: () => '/api/v1/stores',
    init: post('my-store'),
    status: 202,
    body: () => created('my-store', 'woocommerce'),
    exact: true,
  },
  {
    curl: 'curl -X POST /stores',
    path: () => '/stores',
    init: post('test-store'),
    status: 202,
    body: () => created('test-store', 'woocommerce'),
    exact: true,
  },
  {
    curl: 'curl /api/v1/stores',
    path: () => '/api/v1/stores',
    status: 200,
    body: () => ({
      stores: expect.arrayContaining([expect.objectContaining(full('my-store', 'woocommerce', 'READY'))]),
    }),
    exact: false,
  },
  {
    curl: 'curl /stores',
    path: () => '/stores',
    status: 200,
    body: () => ({
      stores: expect.arrayContaining([expect.objectContaining(full('test-store', 'woocommerce', 'READY'))]),
    }),
    exact: false,
  },
  {
    curl: 'curl /api/v1/stores/my-store-abc123',
    path: () => `/api/v1/stores/${idOf('my-store')}`,
    status: 200,
    body: () => ({ ...full('my-store', 'woocommerce', 'READY'), helm_release: idOf('my-store') }),
    exact: false,
  },
  {
    curl: 'curl /stores/{store-id}',
    path: () => `/stores/${idOf('test-store')}`,
    status: 200,
    body: () => ({ ...full('test-store', 'woocommerce', 'READY'), helm_release: idOf('test-store') }),
    exact: false,
  },
  {
    curl: 'curl -X DELETE /api/v1/stores/my-store-abc123 (the one departure: the API never blocks, so it answers 202 first)',
    path: () => `/api/v1/stores/${idOf('my-store')}`,
    init: { method: 'DELETE' },
    status: 202,
    body: () => ({ id: idOf('my-store'), status: 'DELETING', message: 'Store deletion started' }),
    exact: true,
  },
  {
    curl: 'curl -X DELETE /stores/test-store-abc123',
    path: () => `/stores/${idOf('test-store')}`,
    init: { method: 'DELETE' },
    status: 202,
    body: () => ({ id: idOf('test-store'), status: 'DELETING', message: 'Store deletion started' }),
    exact: true,
  },
]

test.each(rows)('$curl', async ({ path, init, status, body, exact }) => {
  await settledBefore(path(), init)
  const answer = await fetch(base + path(), init)
  expect(answer.status).toBe(status)
  const got = JSON.parse(await answer.text()) as { id?: string; name?: string }
  if (exact) expect(got).toEqual(body())
  else expect(got).toMatchObject(body() as object)
  if (init?.method === 'POST' && got.name && got.id) ids[got.name] = got.id
})

test("once a store is gone, DELETE answers with the specification's own body", async () => {
  for (const name of ['my-store', 'test-store']) {
    const answer = await eventually(async () => {
      const one = await fetch(`${base}/api/v1/stores/${idOf(name)}`, { method: 'DELETE' })
      return one.status === 200 && one
    })
    expect(JSON.parse(await answer.text())).toEqual({
      id: idOf(name),
      status: 'DELETED',
      message: 'Store deleted successfully',
    })
  }
})

/** The specification shows READY stores: what is read is read once both are. */
async function settledBefore(path: string, init: RequestInit | undefined): Promise<void> {
  if (init !== undefined || !path.includes('stores')) return
  for (const id of Object.values(ids)) {
    await eventually(
      async () =>
        (JSON.parse(await (await fetch(`${base}/stores/${id}`)).text()) as { status: string }).status === 'READY',
      { deadlineMs: 20_000 },
    )
  }
}
