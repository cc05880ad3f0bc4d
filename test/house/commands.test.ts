// Every command in README and docs/ is run by a test, or says why it cannot be.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { commandsIn, fencesIn } from '../support/doc-blocks.ts'
import { root } from '../support/process.ts'

const documents = [
  'README.md',
  'helm/store/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].sort()
const blocks = documents.flatMap((document) => commandsIn(document).map((block) => ({ document, ...block })))
const place = ({ document, line }: { document: string; line: number }) => `${document}:${line}`

test('every block of commands carries a mark: run by a test, or not run and why', () => {
  expect(blocks.length).toBeGreaterThan(20)
  expect(blocks.filter(({ runBy, notRun }) => runBy === null && notRun === null).map(place)).toEqual([])
})

test('a test that is said to run a block is there, and takes the commands from that document', () => {
  const named = blocks.filter(({ runBy }) => runBy !== null)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(({ document, runBy }) => !takesFrom(document, runBy ?? '')).map(place)).toEqual([])
})

const command = /^(\$ |(sudo )?(curl|npm|npx|node|storeplane|helm|kubectl|systemctl|docker|bash) )/m

test('a fence that names no language holds no commands', () => {
  const bare = documents.flatMap((document) =>
    fencesIn(document)
      .filter(({ language, text }) => language === '' && command.test(text))
      .map(({ line }) => place({ document, line })),
  )
  expect(bare).toEqual([])
})

/** The test itself or what it imports names the document. */
function takesFrom(document: string, file: string): boolean {
  if (!/\.test\.ts$/.test(file) || !existsSync(join(root, file))) return false
  const imported = [...read(file).matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => join(dirname(file), path))
  return [file, ...imported].some((one) => existsSync(join(root, one)) && read(one).includes(document))
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
