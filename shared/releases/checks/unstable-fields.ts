// What two renderings of one chart with one input do not have in common, such as a password that the chart makes up.
import { differences } from './differences.ts'
import { identityOf, type Manifest, titleOf } from './object.ts'

/** Sentences that name object and field, without the values: what is made up anew may be a secret. */
export function unstableFields(first: readonly Manifest[], second: readonly Manifest[]): string[] {
  const others = new Map(second.map((object) => [identityOf(object), object]))
  const known = new Set(first.map(identityOf))
  const found = [
    ...first.flatMap((object) => changed(object, others.get(identityOf(object)))),
    ...second.filter((object) => !known.has(identityOf(object))).map((object) => `${titleOf(object)}: ${onlyOnce}`),
  ]
  return found.length > 0 ? found : ['its text differs between two renderings with the same input']
}

const onlyOnce = 'is there in one of two renderings with the same input'

function changed(object: Manifest, other: Manifest | undefined): string[] {
  if (other === undefined) return [`${titleOf(object)}: ${onlyOnce}`]
  return differences(object, other).map(
    ({ path }) => `${titleOf(object)}: ${path} differs between two renderings with the same input`,
  )
}
