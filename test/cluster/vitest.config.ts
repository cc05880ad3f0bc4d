// The tests on a real cluster, that of KUBECONFIG: real Helm, kubelet, ingress and volumes, stand-ins for the engines' images.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '../..')
const platform = 'test/cluster/platform/**/*.test.ts'
const shared = { testTimeout: 150_000, hookTimeout: 90_000, teardownTimeout: 60_000, maxConcurrency: 4 }

export default defineConfig({
  root,
  test: {
    globalSetup: ['test/cluster/global-setup.ts'],
    // One file at a time, so that what stops the API server is alone; within a file, four tests at a time.
    maxWorkers: 1,
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      {
        root,
        test: {
          ...shared,
          name: 'cluster',
          include: ['test/cluster/**/*.test.ts'],
          exclude: [platform],
          maxWorkers: 1,
        },
      },
      // Alone, in a group of their own: they count what the whole API server refused.
      { root, test: { ...shared, name: 'platform', include: [platform], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
})
