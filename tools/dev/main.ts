// `npm run dev`: sandbox, functions and poller from the sources; a change rebuilds and restarts what it concerns.
import { startDev } from './start-dev.ts'

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
})

const dev = await startDev({ environment: process.env, say: (line) => console.log(line) })
await interrupted
await dev.stop()
