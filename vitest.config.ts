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
    // What a test waits for has deadlines of its own, generous for a machine that others use too; this is above them.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // Two cores: the tests of processes mostly wait, so one more worker than cores keeps both busy.
    maxWorkers: 3,
    // Files of one worker share what they import: a third less processor time. State that a module keeps is keyed by its owner.
    isolate: false,
    allowOnly: false,
    passWithNoTests: false,
  },
})
