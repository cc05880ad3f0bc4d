// A log that takes no lines stops nothing, and says what it has lost once it takes them again.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openLogDestination } from '../../shared/log-destination.ts'
import { root } from '../support/process.ts'

const describeDropped = (count: number) => `dropped ${count}\n`

/** Takes as many bytes of each write as the next number says; null: it refuses. */
function openPlace(rooms: (number | null)[]) {
  let written = ''
  const queue = [...rooms]
  const write = (bytes: Buffer) => {
    const room = queue.length > 0 ? queue.shift() : bytes.length
    if (room === null || room === undefined) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const taken = bytes.subarray(0, Math.max(1, room))
    written += String(taken)
    return taken.length
  }
  return { write, written: () => written }
}

test('whatever a log takes or refuses, each line is there whole or counted, in order, and none is torn', () => {
  const room = fc.option(fc.integer({ min: 1, max: 12 }), { nil: null })
  fc.assert(
    fc.property(fc.array(room, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (rooms, count) => {
      const place = openPlace(rooms)
      const destination = openLogDestination({ write: place.write, describeDropped })
      const sent = Array.from({ length: count }, (_, n) => `line ${n}`)
      for (const line of sent) destination.write(`${line}\n`)
      // All rooms are used up by then: from here on everything is taken.
      for (let n = 0; n < rooms.length + 2; n++) destination.write('end\n')
      const lines = place.written().trimEnd().split('\n')
      const dropped = lines.flatMap((line) => /^dropped (\d+)$/.exec(line)?.[1] ?? []).map(Number)
      const kept = lines.filter((line) => !line.startsWith('dropped'))
      expect(kept.filter((line) => line !== 'end')).toEqual(sent.filter((line) => kept.includes(line)))
      expect(kept.every((line) => line === 'end' || sent.includes(line))).toBe(true)
      expect(kept.length + dropped.reduce((sum, n) => sum + n, 0)).toBe(count + rooms.length + 2)
    }),
  )
})

test('what was dropped is said once, before the first line that is taken again', () => {
  const place = openPlace([null, null, null])
  const destination = openLogDestination({ write: place.write, describeDropped })
  for (const line of ['a', 'b', 'c', 'd', 'e']) destination.write(`${line}\n`)
  expect(place.written()).toBe('dropped 3\nd\ne\n')
})

test.each([
  ['a socket', []],
  ['a pipe', ['bash', '-c', 'exec "$@" 2> >(exec sleep 60)', 'bash']],
])('%s whose reader stalls from the start stops nothing', async (_, shell) => {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const [command = '', ...args] = [
    ...shell,
    process.execPath,
    '--import',
    tsx,
    join(root, 'test/shared/fixtures/log-much.ts'),
  ]
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  onTestFinished(() => endGroup(child.pid))
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
})

/** The one that stalls is left when the program has ended. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
