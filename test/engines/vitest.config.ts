// The engines run for real: WordPress's set-up on Debian's PHP and MariaDB, Medusa from npm on PostgreSQL and Redis.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/engines/**/*.test.ts'],
    exclude: ['test/engines/pods/**', 'node_modules/**'],
    globalSetup: ['test/engines/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
    maxWorkers: 1,
    allowOnly: false,
    passWithNoTests: false,
  },
})
