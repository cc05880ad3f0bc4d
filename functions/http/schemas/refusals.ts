// The problems that an operation may answer, for the document: by status, each code with an example.
import type { ErrorCode } from '../../../shared/errors.ts'
import { problemSchema } from './problem-schema.ts'
import { problems } from './problems.ts'

/** Whatever is asked for. */
const always = ['forbidden_host', 'internal', 'database_unavailable'] as const
/** Where a key is needed. */
const guarded = ['invalid_request', 'unauthorized', 'missing_scope', 'rate_limited', ...always] as const

type Refusal = {
  description: string
  content: { 'application/problem+json': { schema: typeof problemSchema; examples: Record<string, { value: object }> } }
}
type Status<C extends ErrorCode> = (typeof problems)[C]['status']

/** Of an operation behind a key: what all of those may answer, and `own`. */
export function refusals<const C extends ErrorCode>(
  ...own: C[]
): Record<Status<C | (typeof guarded)[number]>, Refusal> {
  return byStatus([...guarded, ...own])
}

/** Of an operation without a key that says itself when the database does not answer. */
export function openRefusals() {
  return byStatus(['forbidden_host', 'internal'])
}

function byStatus<C extends ErrorCode>(codes: C[]): Record<Status<C>, Refusal> {
  const answers: Record<number, Refusal> = {}
  for (const code of codes) {
    const { status, title } = problems[code]
    const answer: Refusal = answers[status] ?? {
      description: '',
      content: { 'application/problem+json': { schema: problemSchema, examples: {} } },
    }
    answers[status] = answer
    answer.description += `${answer.description && '; '}${title} (\`${code}\`)`
    answer.content['application/problem+json'].examples[code] = { value: example(code) }
  }
  return answers as Record<Status<C>, Refusal>
}

function example(code: ErrorCode): object {
  const { status, title } = problems[code]
  const message = 'The name is reserved; choose another.'
  const errors = code === 'invalid_request' ? { errors: [{ pointer: '/name', rule: 'reserved', message }] } : {}
  return {
    type: `urn:storeplane:problem:${code}`,
    title,
    status,
    detail: code === 'invalid_request' ? message : `${title}.`,
    code,
    ...errors,
    request_id: 'req_0123456789abcdef',
  }
}
