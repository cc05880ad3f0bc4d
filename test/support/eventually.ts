// The one waiting tool of the tests: asks again until the answer is truthy or the deadline has passed.

type Falsy = false | null | undefined | 0 | ''

/**
 * Resolves with the first truthy answer; rejects with the last answer or error once `deadlineMs` is over, and at once with
 * an error after which nothing more can come.
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  {
    deadlineMs = 30_000,
    everyMs = 25,
    what = 'condition',
    isFinal = () => false,
  }: { deadlineMs?: number; everyMs?: number; what?: string; isFinal?: (error: unknown) => boolean } = {},
): Promise<Exclude<T, Falsy>> {
  const until = performance.now() + deadlineMs
  let last: unknown
  do {
    try {
      const answer = await ask()
      if (answer) return answer as Exclude<T, Falsy>
      last = answer
    } catch (error) {
      if (isFinal(error)) throw error
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  } while (performance.now() < until)
  const seen = last instanceof Error ? last.message : JSON.stringify(last)
  throw new Error(`${what} did not come within ${deadlineMs} ms; last seen: ${seen}`)
}
