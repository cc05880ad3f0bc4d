// A fetch handler that makes its API at the first request: whoever imports it has opened, read and started nothing.
import { DatabaseError } from '../../shared/database/database.ts'
import { openLog } from '../../shared/log.ts'
import { createApp } from '../http/create-app.ts'
import { answerError } from '../http/middleware/answer-error.ts'
import { assignRequestId } from '../http/middleware/assign-request-id.ts'
import { securityHeaders } from '../http/middleware/security-headers.ts'

type Api = { fetch: (request: Request, env?: object) => Response | Promise<Response> }
export type FetchHandler = (request: Request, env?: object) => Promise<Response>

/** What `open` rejects with is logged and answered as a problem, and the next request opens anew. */
export function openFetch(open: () => Promise<Api>, { program }: { program: string }): FetchHandler {
  let opened: Promise<Api> | undefined
  return async (request, env = {}) => {
    opened ??= open()
    const api = await opened.catch((error: unknown) => {
      opened = undefined
      return refusing(error, program)
    })
    return api.fetch(request, env)
  }
}

/** A database that does not answer is 503, as it would be later; a fault of the configuration is 500, and told to the log alone. */
async function refusing(error: unknown, program: string): Promise<Api> {
  const log = await openLog({ program, level: 'info', terminal: false })
  const { cause } = error as { cause?: unknown }
  const app = createApp()
  app.use(assignRequestId, securityHeaders)
  app.onError(answerError({ log }))
  app.all('*', () => {
    throw cause instanceof DatabaseError ? cause : error
  })
  return app
}
