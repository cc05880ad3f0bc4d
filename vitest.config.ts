// The one command's test run: units, rooms and built programs, real Helm against the sandbox.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/cluster/**',
      'test/matrix/**',
      'test/engines/**',
      'test/browser/**',
      'test/bench/**',
      'node_modules/**',
    ],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    allowOnly: false,
    passWithNoTests: false,
  },
})
