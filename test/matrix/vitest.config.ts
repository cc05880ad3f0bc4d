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
    // Two cores: one more worker than cores, for much of it waits.
    maxWorkers: 3,
    allowOnly: false,
    passWithNoTests: false,
  },
})
