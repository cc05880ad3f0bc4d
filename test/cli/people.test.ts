// What the store commands do for a person: names in place of ids, a question before a deletion, lists, a browser, next commands.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { makeKey, uniqueName } from '../functions/api.ts'
import { makeDeleted, makeFailed, makeReady } from '../functions/place-store.ts'
import { setRow } from '../support/place-store.ts'
import { openPlane, type Plane } from './plane.ts'
import { run, type Terminal } from './terminal.ts'

let plane: Plane
beforeAll(async () => {
  plane = await openPlane()
})
afterAll(() => plane.stop())

const storeplane = (words: string[], more: Partial<Terminal> = {}) =>
  run(words, { environment: { STOREPLANE_URL: plane.url }, directory: '/', ...more })
const create = async (name = uniqueName()) =>
  (await storeplane(['create', name, '--engine', 'woocommerce'])).printed.trim()
const nameOf = (id: string) => id.replace(/-[^-]+$/, '')
const statusOf = async (id: string) => JSON.parse((await storeplane(['show', id, '--json'])).printed).status
/** A name that reads as an id which was not given out by chance. */
const renamed = async (id: string, name: string) => {
  await plane.files.database.write([{ sql: 'UPDATE stores SET name = :name WHERE id = :id', args: { name, id } }])
  return name
}

describe('a store', () => {
  test.each([['show'], ['events'], ['operations'], ['credentials'], ['retry'], ['delete'], ['open']])(
    'is found by its name by %s, as by its id',
    async (command) => {
      const id = await create()
      const byName = await storeplane([command, nameOf(id)])
      expect(byName.noted).not.toContain('not_found')
      const unknown = await storeplane([command, `no-${nameOf(id)}`])
      expect(unknown).toMatchObject({
        code: 1,
        printed: '',
        noted: expect.stringMatching(/\[not_found\]\nRun: storeplane list, .*storeplane list --status DELETED/),
      })
    },
  )

  test('whose name is the id of another is not the one that is meant', async () => {
    const meant = await create()
    const other = await create()
    await renamed(other, meant)
    await storeplane(['delete', meant])
    expect([await statusOf(meant), await statusOf(other)]).toEqual(['DELETING', 'PROVISIONING'])
  })

  test('that is DELETED lends its name to nobody: the living one is meant', async () => {
    const name = uniqueName()
    const gone = await create(name)
    await storeplane(['delete', gone])
    await makeDeleted(plane.files.database, gone)
    const living = await create(name)
    expect(JSON.parse((await storeplane(['show', name, '--json'])).printed).id).toBe(living)
  })

  test('whose name begins with another name is another store', async () => {
    const id = await create(`${uniqueName()}-long`)
    expect(await storeplane(['show', nameOf(id).replace('-long', '')])).toMatchObject({ code: 1 })
  })
})

describe('delete', () => {
  test('shows the store and asks a person, and takes nothing but yes', async () => {
    const id = await create()
    const refused = await storeplane(['delete', nameOf(id)], { answer: false })
    expect(refused).toMatchObject({ code: 1, printed: '', noted: expect.stringContaining('Nothing was deleted.') })
    expect(refused.asked).toEqual([`Delete the store ${id} (woocommerce, PROVISIONING) with everything in it?`])
    expect(await statusOf(id)).toBe('PROVISIONING')
    expect(await storeplane(['delete', nameOf(id)], { answer: true })).toMatchObject({ code: 0 })
    expect(await statusOf(id)).toBe('DELETING')
  })

  test.each([
    [['--yes'], { answer: false }],
    [['-y'], { answer: false }],
    [[], {}],
  ])('does not ask with %j on %j', async (words, terminal) => {
    const id = await create()
    expect(await storeplane(['delete', id, ...words], terminal)).toMatchObject({ code: 0, asked: [] })
    expect(await statusOf(id)).toBe('DELETING')
  })
})

describe('list', () => {
  test('prints ids alone, or everything for programs', async () => {
    const id = await create()
    const q = ['list', '--q', nameOf(id)]
    expect((await storeplane([...q, '-q'])).printed).toBe(`${id}\n`)
    const json = JSON.parse((await storeplane([...q, '-o', 'json'])).printed)
    expect(json.stores).toMatchObject([{ id, status: 'PROVISIONING' }])
    expect(parse((await storeplane([...q, '-o', 'yaml'])).printed)).toEqual(json)
    expect((await storeplane([...q, '-o', 'wide'])).printed).toMatch(
      /^ID +STATUS +ENGINE +AGE +URL +RELEASE +OWNER +WHY\n/,
    )
  })

  test('says why a store is as it is, in colour and within the terminal', async () => {
    const id = await create()
    await makeFailed(plane.files.database, id)
    await setRow(plane.files.database, id, { store: { failure_reason: `Pods not ready: ${'x'.repeat(200)}` } })
    const words = ['list', '--q', nameOf(id)]
    const { printed } = await storeplane(words, { columns: 70, colour: true })
    const [head = '', line = ''] = printed.split('\n')
    expect(head).toMatch(/^NAME +STATUS +ENGINE +AGE +WHY$/)
    expect(line).toContain('\u001b[31mFAILED\u001b[39m')
    expect(line.replaceAll(/\u001b\[\d+m/g, '')).toMatch(/^.{69}…$/)
    expect((await storeplane(words)).printed).toContain('x'.repeat(200))
    expect((await storeplane(words)).printed).not.toContain('\u001b')
  })

  test('says so when its limit leaves stores out', async () => {
    await create()
    await create()
    const { printed, noted } = await storeplane(['list', '-q', '--limit', '1'])
    expect(printed.trim().split('\n')).toHaveLength(1)
    expect(noted).toBe('These are 1 stores, and there are more.\n')
  })

  test('shows a DELETED store by its id', async () => {
    const id = await create()
    await storeplane(['delete', id])
    await makeDeleted(plane.files.database, id)
    expect((await storeplane(['list', '--status', 'DELETED'])).printed).toContain(`\n${id} `)
  })
})

describe('open', () => {
  test("prints the store's URL, and says so where no browser takes it", async () => {
    const id = await create()
    await makeReady(plane.files.database, id)
    const url = `http://${nameOf(id)}.localhost/`
    expect(await storeplane(['open', id], { browser: true })).toMatchObject({
      code: 0,
      printed: `${url}\n`,
      noted: '',
      opened: [url],
    })
    expect(await storeplane(['open', id])).toMatchObject({ code: 0, noted: expect.stringContaining('No browser') })
  })

  test('says what a store waits for that has no URL yet', async () => {
    const id = await create()
    const refused = { code: 1, opened: [], noted: expect.stringContaining(`storeplane show ${id}`) }
    expect(await storeplane(['open', id])).toMatchObject(refused)
  })

  test.each(['file:///etc/passwd', 'javascript:alert(1)', '--version'])('opens no %s', async (url) => {
    const id = await create()
    await makeReady(plane.files.database, id)
    await setRow(plane.files.database, id, { store: { url } })
    expect(await storeplane(['open', id], { browser: true })).toMatchObject({ code: 1, opened: [] })
  })
})

test('a refusal names the store as it is known, and sends nobody to what only an operator has', async () => {
  const id = await create()
  expect((await storeplane(['credentials', nameOf(id)])).noted).toMatch(new RegExp(`\nRun: storeplane show ${id}\n$`))
  const unknown = await storeplane(['create', uniqueName(), '--engine', 'medusa', '--release', 'none'])
  expect(unknown).toMatchObject({ code: 1, noted: expect.stringMatching(/\[release_unknown\]\nLeave --release out/) })
  expect(unknown.noted).not.toContain('admin')
})

test('a name that is taken names the store that has it as the next thing to look at', async () => {
  const id = await create()
  const { noted } = await storeplane(['create', nameOf(id), '--engine', 'medusa'])
  expect(noted).toMatch(new RegExp(`\\[name_taken\\]\nRun: storeplane show ${id}`))
})

/** The last one: from its key on the API asks for one. */
test('a limit that is reached names the whole command that raises it', async () => {
  const { key } = await makeKey(plane.files.database, { owner: 'full', maxStores: 0 })
  const environment = { STOREPLANE_URL: plane.url, STOREPLANE_KEY: key }
  const { noted } = await storeplane(['create', uniqueName(), '--engine', 'medusa'], { environment })
  const [, command = ''] = /\[quota_exceeded\]\n.*: storeplane (admin keys ensure .*)\n/.exec(noted) ?? []
  const words = command.replace('FILE', 'none.key').replace('--max-stores N', '--max-stores 5').split(' ')
  // All that is missing now is the file.
  expect(await storeplane(words)).toMatchObject({ code: 2, noted: expect.stringContaining('cannot read /none.key') })
})
