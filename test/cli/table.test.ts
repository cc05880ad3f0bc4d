// Tables: whatever stands in their cells, they keep to the terminal.
import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { describeAge } from '../../cli/stores/describe-age.ts'
import { paintStatus } from '../../cli/stores/paint-status.ts'
import { table } from '../../cli/table.ts'

const titles = ['NAME', 'STATUS', 'ENGINE', 'AGE', 'WHY']
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constant(null),
)
const rows = fc.array(fc.tuple(cell, cell, cell, cell, cell), { maxLength: 6 })

test('no line is wider than the terminal, and every row has one line', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 200 }), (cells, columns) => {
      const lines = table(titles, cells, { columns }).split('\n')
      expect(lines).toHaveLength(cells.length + 1)
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
    }),
    { numRuns: 200 },
  )
})

test('without a terminal nothing is cut off', () => {
  const why = 'x'.repeat(500)
  expect(table(titles, [['a', 'b', 'c', 'd', why]])).toContain(why)
})

test('the last column gives way first, and goes where nothing of it could be read', () => {
  const cells = [['my-shop', 'FAILED', 'woocommerce', '3d', 'Pods not ready: web']]
  expect(table(titles, cells, { columns: 48 })).toMatch(/^my-shop {2}FAILED {2}woocommerce {2}3d {3}Pods not rea…$/m)
  expect(table(titles, cells, { columns: 40 })).toMatch(/^my-shop {2}FAILED {2}woocommerce {2}3d$/m)
  expect(table(titles, cells, { columns: 5 })).toBe('NAME\nmy-s…')
})

test('a status is painted where it stands, and only when it is there whole', () => {
  const head = 'NAME     STATUS  WHY'
  expect(paintStatus('READY    READY   -', { head, shown: 'READY' })).toBe('READY    \u001b[32mREADY\u001b[39m   -')
  expect(paintStatus('a        FAILED  -', { head, shown: 'FAILED' })).toContain('\u001b[31mFAILED\u001b[39m')
  expect(paintStatus('a        REA…', { head, shown: 'READY' })).toBe('a        REA…')
})

test.each([
  [-5_000, '0s'],
  [59_999, '59s'],
  [60_000, '1m'],
  [7_200_000, '2h'],
  [86_400_000 * 400, '400d'],
])('what was %d ms ago is %s old', (ageMs, age) => {
  expect(describeAge('2026-02-10T10:00:00.000Z', Date.parse('2026-02-10T10:00:00.000Z') + ageMs)).toBe(age)
})
