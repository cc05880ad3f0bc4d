// Measurements, each beside what it is compared with; not part of `npm test`.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/bench/**/*.test.ts'],
    maxWorkers: 1,
    allowOnly: false,
    passWithNoTests: false,
  },
})
