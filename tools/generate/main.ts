// `npm run generate` writes every file that is made from others; with --check it names those that are stale and writes nothing.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findStale, generated } from './generated.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

const stale = findStale(generated, (file) => readFileSync(join(root, file), 'utf8'))
for (const { file, text } of stale) {
  if (values.check) console.error(`generate: ${file} is stale; run npm run generate`)
  else {
    writeFileSync(join(root, file), text)
    console.log(`generate: wrote ${file}`)
  }
}
if (values.check && stale.length > 0) process.exitCode = 1
