// What the engines' probes accept in common. Complaints repeat nothing of the answer.
import type { ProbeAnswer } from './definition.ts'

export function acceptOk({ status }: ProbeAnswer): string | null {
  return status === 200 ? null : `HTTP ${status} where 200 was expected`
}

/** JSON that begins with `opening`. The beginning is enough: a long answer is cut off. */
export function acceptJson(opening: '[' | '{', what: string) {
  return (answer: ProbeAnswer): string | null => {
    const isJson = /^application\/json\b/i.test(answer.contentType ?? '') && answer.body.trimStart().startsWith(opening)
    return acceptOk(answer) ?? (isJson ? null : `${what} are not answered as JSON`)
  }
}
