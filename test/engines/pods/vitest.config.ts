// Both engines as real pods, by hand: `test/engines/pods/make.sh CLUSTER` and `CLUSTER exec npm run test:pods`. Not part of CI.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  test: {
    include: ['test/engines/pods/**/*.test.ts'],
    globalSetup: ['test/cluster/global-setup.ts'],
    testTimeout: 900_000,
    hookTimeout: 90_000,
    teardownTimeout: 60_000,
    maxWorkers: 1,
    allowOnly: false,
    passWithNoTests: false,
  },
})
