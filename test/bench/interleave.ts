// Rounds of several contenders in turn (A B, B A, A B …), so that what the machine does meanwhile meets all alike.
import type { Bench } from './measure.ts'

export type Contenders<Name extends string> = Record<Name, () => Promise<number>>

export async function interleave<Name extends string>(
  { signal }: Pick<Bench, 'signal'>,
  rounds: number,
  contenders: Contenders<Name>,
): Promise<Record<Name, number>[]> {
  const names = Object.keys(contenders) as Name[]
  const results: Record<Name, number>[] = []
  for (let round = 0; round < rounds; round++) {
    const result = {} as Record<Name, number>
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      signal.throwIfAborted()
      result[name] = await contenders[name]()
    }
    results.push(result)
  }
  return results
}
