// The tests on a real cluster, that of KUBECONFIG: real Helm, kubelet, ingress and volumes, stand-ins for the engines' images.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/cluster/**/*.test.ts'],
    globalSetup: ['test/cluster/global-setup.ts'],
    testTimeout: 150_000,
    hookTimeout: 90_000,
    teardownTimeout: 60_000,
    // One file at a time, so that what stops the API server is alone; within a file, four tests at a time.
    maxWorkers: 1,
    maxConcurrency: 4,
    allowOnly: false,
    passWithNoTests: false,
  },
})
