// What is noticed of the files of an open database, and what is not taken for something else.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { watchFiles } from '../../../shared/database/local-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'storeplane-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a file that is written over while this program writes, too, is looked at with the next call', () => {
  const file = join(folder, 'stores.db')
  writeFileSync(file, 'ours')
  const files = watchFiles(file)
  files.look()
  files.accept()
  expect(files.look().isWritten).toBe(false)
  writeFileSync(file, 'theirs')
  utimesSync(file, new Date(), new Date(1_000))
  files.remember()
  expect(files.look().isWritten).toBe(true)
  files.accept()
  expect(files.look().isWritten).toBe(false)
})
