// A real file system that is full, or a file that may only be read, under the functions: nothing promised is lost, and all comes back by itself.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { openLocal } from '../../shared/database/open-local.ts'
import { ask, makeHome, postStore, startFunctions, unavailable } from '../e2e/fixtures/functions-process.ts'
import { eventually } from '../support/eventually.ts'

test('a disk that others filled: 503 and unhealthy, every store that was answered 202 is there, and room is enough of a cure', async () => {
  const { url, disk, file } = await startOnDisk()
  const promised: unknown[] = []
  const ask202 = async () => {
    const answer = await postStore(url, `store-${promised.length}`)
    if (answer.status === 202) promised.push(answer.body['id'])
    return answer
  }
  await ask202()
  fill(join(disk, 'ballast'))
  const full = await eventually(async () => {
    const answer = await ask202()
    return answer.status !== 202 && answer
  })
  expect(full).toMatchObject(unavailable)
  await eventually(async () => (await ask202()).status === 503 && (await ask(url, '/health')).status === 503)
  rmSync(join(disk, 'ballast'))
  expect((await ask202()).status).toBe(202)
  expect((await ask(url, '/health')).status).toBe(200)
  expect(new Set(await idsIn(file))).toEqual(new Set(promised))
})

test('a disk of 600 KB that creations fill: health says 503 in every round in which a creation is refused', async () => {
  const { url, file } = await startOnDisk('600k')
  const promised: unknown[] = []
  expect(await ask(url, '/health')).toMatchObject({ status: 200 })
  const create = async (name: string) => {
    const answer = await postStore(url, name)
    if (answer.status === 202) promised.push(answer.body['id'])
    return answer.status
  }
  await eventually(async () => (await create(`store-${promised.length}`)) === 503)
  for (let round = 0; round < 60; round++) {
    expect(await create(`no-room-${round}`)).toBe(503)
    expect([(await ask(url, '/health')).status, (await ask(url, '/health/ready')).status]).toEqual([503, 503])
  }
  expect(new Set(await idsIn(file))).toEqual(new Set(promised))
})

test('a disk that is filled by others before anything is asked of it is told by the first look at health', async () => {
  const { url, disk } = await startOnDisk()
  expect(await ask(url, '/health')).toMatchObject({ status: 200 })
  // The first look has kept room for one creation.
  await postStore(url, 'takes-the-room')
  await postStore(url, 'takes-it-all')
  fill(join(disk, 'ballast'))
  const reason = expect.stringContaining('make room on its disk')
  expect(await ask(url, '/health')).toMatchObject({ status: 503, body: { status: 'unhealthy', reason } })
  expect(await ask(url, '/health/ready')).toMatchObject({ status: 503 })
  rmSync(join(disk, 'ballast'))
  expect(await ask(url, '/health')).toMatchObject({ status: 200 })
})

test('a file that may only be read: reads are answered, a write is 503 and unhealthy, and it serves again once it may write', async () => {
  const home = makeHome()
  onTestFinished(home.remove)
  const first = await startFunctions(home)
  const before = await postStore(first.url, 'before')
  await first.program.stop()
  command('chattr', ['+i', home.file])
  onTestFinished(() => void spawnSync('chattr', ['-i', home.file]))
  const { url, program } = await startFunctions(home)
  onTestFinished(async () => {
    program.kill('SIGKILL')
    await program.ended
  })
  expect((await ask(url, '/health')).status, 'before any write was refused').toBe(503)
  for (let number = 0; number < 20; number++) expect(await postStore(url, `no-${number}`)).toMatchObject(unavailable)
  expect((await ask(url, `/stores/${before.body['id']}`)).status).toBe(200)
  const reason = expect.stringContaining('readonly database')
  expect(await ask(url, '/health')).toMatchObject({ status: 503, body: { status: 'unhealthy', reason } })
  command('chattr', ['-i', home.file])
  const after = await eventually(async () => {
    const answer = await postStore(url, 'after')
    return answer.status === 202 && answer
  })
  expect((await ask(url, '/health')).status).toBe(200)
  expect(new Set(await idsIn(home.file))).toEqual(new Set([before.body['id'], after.body['id']]))
})

/** A process of the API whose database is on a file system of its own. */
async function startOnDisk(size = '2m') {
  const home = makeHome()
  onTestFinished(home.remove)
  const disk = join(home.folder, 'disk')
  mkdirSync(disk)
  command('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', disk])
  onTestFinished(() => command('umount', ['-l', disk]))
  const file = join(disk, 'stores.db')
  const { url, program } = await startFunctions({ folder: home.folder, databaseUrl: `file:${file}` })
  onTestFinished(async () => {
    program.kill('SIGKILL')
    await program.ended
  })
  return { url, disk, file }
}

function command(name: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(name, args, { encoding: 'utf8' })
  if (status !== 0)
    throw new Error(
      `${name} ${args.join(' ')}: ${error?.message ?? stderr.trim()}; run npm run test:matrix as root, on ext4`,
    )
}

/** Until nothing more fits. */
function fill(path: string): void {
  for (const bytes of [65_536, 4_096]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}

async function idsIn(file: string): Promise<string[]> {
  const database = openLocal({ file, synchronous: 'NORMAL', clock: systemClock, random: Math.random })
  const rows = await database.query<{ id: string }>('SELECT id FROM stores')
  database.close()
  return rows.map(({ id }) => id)
}
