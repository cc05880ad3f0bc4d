// A web container that ends again and again.
import type { Scenario } from '../scenario.ts'

export const crashLoop: Scenario = {
  name: 'crash loop',
  promise:
    'a crash loop is told at its first crash and fails the store with the exit code; retry after the repair makes it READY',
  fault: 'crash_loop',
  expected: {
    status: 'FAILED',
    code: 'crash_loop',
    says: /^Pods not ready: a container crashes with exit code 255 \(web\)$/,
    evidence: /pod web-\S+, container web: crashes \(\d+ restarts\): .*exit code 255/,
    shown: /exit code 255/,
    told: /a container crashes with exit code 255/,
    heals: 'by retry',
  },
}
