// A real API over HTTP on a database of its own, for commands to call.
import { createApi } from '../../functions/app.ts'
import { serve } from '../../functions/serve.ts'
import { systemClock } from '../../shared/clock.ts'
import { secretKey } from '../../shared/credentials.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { quietLog } from '../support/quiet-log.ts'

export type Plane = { files: TestDatabase; url: string; stop(): Promise<void> }

export async function openPlane(): Promise<Plane> {
  const files = await makeDatabase()
  const settings = { reservedNames: [], secretKeys: [secretKey(Buffer.alloc(32, 7))], keylessAllowed: true }
  const api = createApi({ database: files.database, log: quietLog, clock: systemClock, settings })
  const listening = await serve({ fetch: api.fetch, host: '127.0.0.1', port: 0, clock: systemClock })
  return {
    files,
    url: listening.url,
    stop: async () => {
      await listening.stop({ withinMs: 1_000 })
      files.remove()
    },
  }
}
