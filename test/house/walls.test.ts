// The walls between node and the browser: two programs of TypeScript, and what the page's code must not name.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/process.ts'

type Config = { compilerOptions: { lib: string[]; types: string[] }; include: string[]; exclude: string[] }
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const node: Config = JSON.parse(read('tsconfig.json'))
const browser: Config = JSON.parse(read('functions/dashboard/tsconfig.json'))

test("node's code knows no DOM, the page's code does, and each file belongs to one of the two", () => {
  expect(node.compilerOptions.lib).toEqual(['es2023'])
  expect(browser.compilerOptions.lib).toContain('dom')
  expect(browser.compilerOptions.types).toEqual([])
  const folders = browser.include.map((folder) => join('functions/dashboard', folder).replace(/\/$/, ''))
  expect(folders.sort()).toEqual(node.exclude.toSorted())
})

test('npm run check asks for the types of both', () => {
  const projects = [...read('tools/check.mjs').matchAll(/: typesOf\('([^']*)'\)/g)].map(([, project]) => project)
  expect(projects).toEqual(['.', 'functions/dashboard'])
})

test("the page's code may not name what only node has, and node's may", () => {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-walls-'))
  const { vcs: _, $schema: __, ...rules } = JSON.parse(read('biome.json'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, root: true }))
  const code = {
    'process.ts': 'console.log(process.pid)\n',
    'buffer.ts': "console.log(Buffer.from(''))\n",
    'module.ts': "import 'node:fs'\n",
  }
  for (const side of ['functions/dashboard', 'functions/http']) {
    mkdirSync(join(folder, side), { recursive: true })
    for (const [name, text] of Object.entries(code)) writeFileSync(join(folder, side, name), text)
  }
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '.'], {
    cwd: folder,
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  const refused = [...`${stdout}${stderr}`.matchAll(/^(\S+\.ts):\d+:\d+ lint\/\w+\/(\w+)/gm)].map(
    ([, file, rule]) => `${file} ${rule}`,
  )
  expect(refused.sort()).toEqual([
    'functions/dashboard/buffer.ts noRestrictedGlobals',
    'functions/dashboard/module.ts noNodejsModules',
    'functions/dashboard/process.ts noRestrictedGlobals',
  ])
})
