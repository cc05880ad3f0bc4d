// What no endpoint answers: 405 where the path is known with other methods, else 404.
import type { Context } from 'hono'
import { CodedError } from '../../../shared/errors.ts'
import type { ApiEnv } from '../deps.ts'
import { matchesPath } from '../match-path.ts'

type Route = { method: string; path: string }

/** Throws; `routes` are those of the application, read at each request because they are added after this is made. */
export function refuseUnmatched(routes: () => readonly Route[]) {
  return (c: Context<ApiEnv>): never => {
    const methods = routes()
      .filter(({ method, path }) => method !== 'ALL' && matchesPath(path, c.req.path))
      .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    if (methods.length === 0) throw new CodedError('not_found', `There is no path "${c.req.path}".`)
    const allow = [...new Set(methods)].join(', ')
    throw new CodedError('method_not_allowed', `${c.req.method} is not allowed here; use ${allow}.`, {
      details: { allow },
    })
  }
}
