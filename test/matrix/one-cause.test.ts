// Many stores with one cause have one sentence, whichever of their pods the kubelet told of first.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Rule } from '../../sandbox/scenario.ts'
import { endedSteps } from '../support/ended-steps.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

/** The components whose image is found missing later than the others, for one store after the other. */
const orders = [[], ['database', 'cache'], ['setup', 'web']]

test.each([
  [15, 'woocommerce', /^Pods not ready: the image "\S+\/mariadb:\S+" does not exist \(database\)$/],
  [3, 'medusa', /^Pods not ready: the image "\S+\/postgres:\S+" does not exist \(database\)$/],
])(
  '%i %s stores without any image have one sentence, though their pods tell in another order, and no step is ended that they did not reach',
  async (count, engine, sentence) => {
    const late = Array.from({ length: count }, (_, at) => orders[at % orders.length] ?? [])
    const slow: Rule[] = late.flatMap((components, at) =>
      components.map((component) => ({
        match: { namespace: `store-${engine}-${at}-*`, labels: { 'app.kubernetes.io/component': component } },
        fault: 'image_pull_slow',
        // A kubelet with many pods pulls one image after the other.
        delayMs: 5_000,
      })),
    )
    await stack.sandbox.setScenario({ rules: [...slow, { fault: 'image_not_found' }] })
    const poller = stack.startPoller()
    const made = await Promise.all(late.map((_, at) => stack.create(`${engine}-${at}`, engine)))
    const failed = await Promise.all(made.map(({ id }) => stack.until(id, 'FAILED', 80_000)))
    expect(failed.map((store) => store['failure_code'])).toEqual(late.map(() => 'image_not_found'))
    const told = new Set(failed.map((store) => store['failure_reason']))
    expect([...told]).toEqual([expect.stringMatching(sentence)])
    for (const { id } of made)
      expect(await endedSteps(stack, id)).toEqual(['queued', 'namespace', 'release', 'volumes'])
    await poller.stop()
  },
  120_000,
)
