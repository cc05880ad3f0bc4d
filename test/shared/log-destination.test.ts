// A log that takes no lines stops nothing, and says what it has lost once it takes them again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLogDestination } from '../../shared/log-destination.ts'

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
