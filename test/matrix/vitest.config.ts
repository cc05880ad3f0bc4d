// What needs more than Node and npm, or more time than the one command has; `npm run test:matrix`.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/matrix/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Several start a vitest of their own; with one more than there are cores, deadlines of programs come near.
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
  },
})
