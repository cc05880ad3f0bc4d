// Why a request was not done, whoever says so: the API (a problem, RFC 9457), or the way there.

export type FieldFault = { pointer: string; rule: string; message: string }
export type Problem = {
  /** A code of the API, or `unreachable` where none answered. */
  code: string
  /** 0 where none answered. */
  status: number
  detail: string
  errors: FieldFault[]
  /** The store that has the name, where it is the reader's. */
  storeId: string | null
  requestId: string | null
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
  }
}

export async function toProblem(response: Pick<Response, 'status' | 'json'>): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : null)
  return {
    code: text('code') ?? 'unknown',
    status: response.status,
    detail: text('detail') ?? `${response.status}`,
    errors: Array.isArray(body['errors']) ? (body['errors'] as FieldFault[]) : [],
    storeId: text('store_id'),
    requestId: text('request_id'),
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const detail = error instanceof Error ? error.message : String(error)
  return { code: 'unreachable', status: 0, detail, errors: [], storeId: null, requestId: null }
}
