// The image's entrypoint: `setup`, `wait` or `start`, as helm/store/README.md describes them.
import { fail } from './fail.mjs'

const commands = {
  setup: () => import('./setup.mjs').then(({ setup }) => setup()),
  wait: () => import('./wait.mjs').then(({ wait }) => wait()),
  start: () => import('./start.mjs').then(({ start }) => start()),
}

const command = commands[process.argv[2]]
if (!command || process.argv.length !== 3) {
  console.error('usage: setup | wait | start')
  process.exit(2)
}
// As a container's first process Node would not hear these by itself.
if (process.argv[2] !== 'start') for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(143))
await command().catch((error) => fail(error instanceof Error ? error.message : String(error)))
