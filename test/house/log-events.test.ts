// The vocabulary of the log: each event in it is written somewhere, at its level; a line outside of it does not compile.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { logEvents } from '../../shared/log-events.ts'
import { root } from '../support/process.ts'

const sources = ['functions', 'poller', 'shared']
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  )
  .filter((file) => file.endsWith('.ts') && file !== 'shared/log-events.ts')
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

test.each(Object.keys(logEvents))('%s is written by a program', (event) => {
  expect(sources).toMatch(new RegExp(`['"]${event.replace('.', '\\.')}['"]`))
})

test('names and fields are of one form: a noun, a dot and what happened; small letters with underscores', () => {
  for (const [event, { fields }] of Object.entries(logEvents)) {
    expect(event).toMatch(/^[a-z_]+\.[a-z_]+$/)
    for (const field of fields) expect(field).toMatch(/^[a-z_]+$/)
  }
})
