// Commands in general, and what one means in a world as it is by then.
import fc from 'fast-check'
import { kindTraits } from '../../../../shared/operations/index.ts'
import type { Command } from './model.ts'
import type { HeldLease, Subject } from './world.ts'

export type Spec = { do: Command['do']; pick: number; step: number; end: 'wait' | 'succeed' | 'fail' }
export type Turn =
  | { turn: 'create' }
  /** `forget`: a process dies. `resume`: it comes back from an outage of the database. */
  | { turn: 'claim' | 'forget' | 'resume'; who: number }
  | { turn: 'one'; which: number; spec: Spec }
  /** Two at once on one store, each on a connection of its own. */
  | { turn: 'both'; which: number; specs: [Spec, Spec] }

const spec = (...dos: Command['do'][]): fc.Arbitrary<Spec> =>
  fc.record({
    do: fc.constantFrom(...dos),
    pick: fc.nat({ max: 9 }),
    step: fc.nat({ max: 8 }),
    end: fc.constantFrom('wait', 'wait', 'succeed', 'fail'),
  })

const which = fc.nat({ max: 3 })
const who = fc.nat({ max: 2 })
const all: Command['do'][] = ['delete', 'retry', 'cancel', 'expire', 'finish', 'mark', 'release', 'renew']
const requests: Command['do'][] = ['retry', 'retry', 'delete', 'cancel', 'finish', 'mark', 'release']

export const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ turn: fc.constant('create' as const) }) },
  { weight: 5, arbitrary: fc.record({ turn: fc.constant('claim' as const), who }) },
  { weight: 1, arbitrary: fc.record({ turn: fc.constantFrom('forget' as const, 'resume' as const), who }) },
  {
    weight: 12,
    arbitrary: fc.record({ turn: fc.constant('one' as const), which, spec: spec(...all, 'finish', 'mark') }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      turn: fc.constant('both' as const),
      which,
      specs: fc.tuple(spec(...requests), spec(...requests)),
    }),
  },
)

export type Concrete = Command & { held?: HeldLease }

let notes = 0

/** Null where nobody holds a lease to do it with: every lease that was ever got counts, also one that was lost since. */
export function concretize(
  { do: what, pick, step, end }: Spec,
  { model }: Pick<Subject, 'model'>,
  held: HeldLease[],
): Concrete | null {
  switch (what) {
    case 'delete':
    case 'retry':
    case 'expire':
      return { do: what }
    case 'cancel':
      return { do: what, n: 1 + (pick % model.opened) }
    default: {
      const lease = held[pick % Math.max(held.length, 1)]
      if (lease === undefined) return null
      const { steps } = kindTraits[lease.kind]
      const { name } = steps[step % steps.length] ?? steps[0]
      const isDeletion = lease.kind === 'delete'
      const note = `note ${++notes}`
      if (what === 'finish')
        return { do: what, held: lease, step: name, note, end: isDeletion && end === 'fail' ? 'wait' : end }
      return what === 'mark' ? { do: what, held: lease, step: name, note } : { do: what, held: lease }
    }
  }
}
