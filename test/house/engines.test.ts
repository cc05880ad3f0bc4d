// Only an engine's own files name it, so that one more engine is one more of each and a change of nothing else.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { engines } from '../../shared/engines/index.ts'

const root = resolve(import.meta.dirname, '../..')
const names = new RegExp([...engines, 'wordpress'].join('|'), 'i')
const looked = ['functions', 'poller', 'shared', 'cli', 'sandbox', 'helm', 'tools', '.ci', '.github', 'package.json']

/** What an engine consists of. */
const own = ['shared/engines/', 'sandbox/ingress/engines/', 'helm/store/templates/engines/', 'helm/store/files/']

/** Other files that may name an engine, and why. Documents may too: they are for people. */
const exceptions: Record<string, string> = {
  'helm/store/values.yaml': "the engines' values: images, sizes, resources",
  'helm/store/values-local.yaml': "the engines' values",
  'helm/store/values-prod.yaml': "the engines' values",
  'helm/store/values.schema.json': 'describes these values and keeps them closed',
  'helm/store/Chart.yaml': 'tells people what the chart installs',
  'helm/platform/Chart.yaml': 'tells people what the chart installs',
  'helm/platform/values.yaml': "a comment shows how the engines' values are changed",
  'helm/platform/templates/NOTES.txt': 'shows a request that can be copied',
  'package.json': 'tells people what the package is',
  'shared/database/migrations/0001/lists.ts': 'inserts the rows of the first engines, and is frozen',
}

const naming = looked.flatMap(filesUnder).filter((file) => names.test(readFileSync(join(root, file), 'utf8')))

test('no file names an engine but those that it consists of, and those for which there is a reason', () => {
  const others = naming.filter((file) => !own.some((folder) => file.startsWith(folder)) && !file.endsWith('.md'))
  expect(others.sort()).toEqual(Object.keys(exceptions).sort())
})

test('every engine has a definition, a template file and a stand-in', () => {
  for (const engine of engines)
    for (const file of [
      `shared/engines/${engine}.ts`,
      `helm/store/templates/engines/_${engine}.tpl`,
      `sandbox/ingress/engines/${engine}.ts`,
    ])
      expect(naming).toContain(file)
})

function filesUnder(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`))
}
