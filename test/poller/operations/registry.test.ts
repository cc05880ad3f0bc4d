// The registry: what a poller knows it says in one list, and everything else it refuses.
import { expect, test } from 'vitest'
import { definitionOf, knownKinds } from '../../../poller/operations/index.ts'
import { kindTraits, operationKinds } from '../../../shared/operations/index.ts'

test('each kind of operation has a definition, whose steps are those of its kind', () => {
  expect(knownKinds).toEqual(operationKinds)
  for (const kind of operationKinds) {
    const { helmStep, ...definition } = definitionOf(kind)
    expect(definition.kind).toBe(kind)
    expect(kindTraits[kind].steps.map(({ name }) => name)).toContain(helmStep)
  }
})

test.each(['upgrade', 'constructor', ''])('a kind that this version does not know is refused: "%s"', (kind) => {
  expect(() => definitionOf(kind)).toThrow(`this poller does not know the operation ${kind}`)
})
