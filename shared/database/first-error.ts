// What a libSQL server says of a batch of statements, with the first of its errors alone.

/** The part of an answer (Hrana over HTTP, in JSON) that can hold more than one error. */
type Answer = { results?: { response?: { result?: { step_errors?: unknown[] } } }[] }

/**
 * Where sqld has ended a transaction, it fails every statement that is left of it. The client awaits them one by one up to the
 * first that failed: the other rejections would be handled by nobody, and end the process.
 */
export function withFirstErrorOnly(response: Response): Response {
  const read = response.json.bind(response)
  return Object.assign(response, { json: async () => keepFirstErrors((await read()) as Answer | null) })
}

function keepFirstErrors(answer: Answer | null): unknown {
  for (const { response } of answer?.results ?? []) {
    const errors = response?.result?.step_errors
    const first = errors?.findIndex((error) => error !== null) ?? -1
    if (errors && first >= 0) errors.fill(null, first + 1)
  }
  return answer
}
