// docs/command-line.md names what package.json names; its reference is generated.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const document = join(root, 'docs/command-line.md')

test('the page names the package and the driver by their versions', () => {
  const { version, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(readFileSync(document, 'utf8')).toContain(`npm install --global ./storeplane-${version}.tgz`)
  expect(readFileSync(document, 'utf8')).toContain(`npm install --global libsql@${peerDependencies.libsql}`)
})
