// The rooms of the house and who may import what: the table of the design, read from the source.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const rooms = ['functions', 'poller', 'shared', 'cli', 'sandbox'] as const
/** A room within a room: what a browser runs, and so nothing that a server has. */
const browser = 'functions/dashboard'
type Room = (typeof rooms)[number] | typeof browser

/** Folders (with their rooms below) that a room may import, beside itself; `type:` means types only. */
const mayImport: Record<Room, string[]> = {
  functions: ['shared'],
  [browser]: ['type:functions'],
  poller: ['shared'],
  shared: [],
  cli: ['shared', 'type:functions'],
  sandbox: [],
}
const packages: Record<Room, string[]> = {
  functions: ['hono', '@hono/', 'zod', 'pino', 'prom-client'],
  [browser]: ['hono/jsx', 'hono/client'],
  poller: ['p-limit', 'zod', 'pino'],
  shared: ['libsql', '@libsql/client', 'zod', 'pino', 'pino-pretty', 'execa', '@kubernetes/client-node', 'yaml'],
  cli: ['commander', 'hono', 'string-width', 'yaml', 'zod'],
  sandbox: ['hono', '@hono/node-server'],
}
/** What only some folders may import. */
const onlyIn: [packageName: string, ...folders: string[]][] = [
  ['execa', 'shared/helm/'],
  ['yaml', 'shared/helm/', 'cli/stores/'],
  ['@kubernetes/client-node', 'shared/kubernetes/'],
  ['libsql', 'shared/database/'],
  ['@libsql/client', 'shared/database/'],
]

type Import = { file: string; target: string; typeOnly: boolean }

const sources = rooms.flatMap((room) => filesUnder(room))
const imports = sources.flatMap(importsOf)

test('every room imports only the rooms that the table allows', () => {
  expect(
    imports
      .filter(({ target }) => target.startsWith('.'))
      .filter((one) => !roomAllowed(one))
      .map(describeImport),
  ).toEqual([])
})

test('every room uses only packages of its own', () => {
  const foreign = imports.filter(
    ({ file, target }) => isPackage(target) && !packages[roomOf(file)].some((own) => isOf(target, own)),
  )
  expect(foreign.map(describeImport)).toEqual([])
})

test.each(onlyIn)('%s is imported only in %s', (name, ...folders) => {
  const users = imports.filter(({ target }) => isOf(target, name))
  expect(users.length).toBeGreaterThan(0)
  expect(users.filter(({ file }) => !folders.some((folder) => file.startsWith(folder))).map(describeImport)).toEqual([])
})

test('the dashboard uses nothing that only a server has', () => {
  const own = imports.filter(({ file }) => roomOf(file) === browser)
  expect(own.length).toBeGreaterThan(50)
  expect(own.filter(({ target }) => target.startsWith('node:')).map(describeImport)).toEqual([])
})

test('process.env is read in the entry files alone', () => {
  const readers = sources.filter((file) => /process\.env\b/.test(code(file)))
  expect(readers.filter((file) => !/(^|\/)main\.ts$/.test(file))).toEqual([])
})

test("this machine's clock is read in shared/clock.ts alone, but for the sandbox and the browser, which are machines of their own", () => {
  const readers = sources.filter(
    (file) => !file.startsWith('sandbox/') && /Date\.now\(|performance\.now\(|new Date\(\)/.test(code(file)),
  )
  expect(readers).toEqual([`${browser}/lib/clock.ts`, 'shared/clock.ts'])
})

test('every file says in its first line what it is for', () => {
  expect(sources.filter((file) => !/^\/\/ \S+/.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .sort()
}

function importsOf(file: string): Import[] {
  const found = code(file).matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  )
  return [...found].map(([, typeOnly, target, dynamic]) => ({
    file,
    target: target ?? dynamic ?? '',
    typeOnly: typeOnly !== undefined,
  }))
}

function roomAllowed({ file, target, typeOnly }: Import): boolean {
  const aim = relative(root, resolve(root, dirname(file), target))
  const room = roomOf(file)
  return [room, ...mayImport[room]].some((allowed) => {
    const typesOnly = allowed.startsWith('type:')
    return aim.startsWith(`${allowed.replace('type:', '')}/`) && (!typesOnly || typeOnly)
  })
}

function code(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function roomOf(file: string): Room {
  return file.startsWith(`${browser}/`) ? browser : (file.split('/')[0] as Room)
}

function isPackage(target: string): boolean {
  return !target.startsWith('.') && !target.startsWith('node:')
}

function isOf(target: string, name: string): boolean {
  return target === name || target.startsWith(name.endsWith('/') ? name : `${name}/`)
}

function describeImport({ file, target }: Import): string {
  return `${file} imports ${target}`
}
