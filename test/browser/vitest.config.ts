// The dashboard in a real browser, served by the built programs; `npm run test:browser`.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser is several processes, and a stack three more.
    maxWorkers: 1,
    allowOnly: false,
    passWithNoTests: false,
  },
})
