// The list of permissions against what is asked for: whole lives of stores on the sandbox, with every supported generation of Helm.
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { nameOf, permissions } from '../../shared/kubernetes/permissions.ts'
import { fetchTool } from '../../tools/fetch-tool.ts'
import { type Stack, startStack } from '../support/stack.ts'

const readyWithinMs = 40_000

test('poller and Helm 3.10, 3.17 and 4.1 together ask for every permission of the list, and for no other', async () => {
  const asked = new Set<string>()
  for (const tool of ['helm-3.10', 'helm-3.17', 'helm-4.1'] as const)
    for (const request of await askedWith(dirname(fetchTool(tool)))) asked.add(request)
  expect([...asked].sort()).toEqual(permissions.map(nameOf).sort())
})

/** All objects that the chart can render, a set-up that fails and leaves its log, a retry over the old volumes, and the removal. */
async function askedWith(helmFolder: string): Promise<string[]> {
  const stack = await startStack()
  try {
    const settings = { PATH: `${helmFolder}:${stack.environment['PATH']}`, HELM_VALUES_FILE: 'values-prod.yaml' }
    stack.startPoller(['--watch'], settings)
    await stack.sandbox.setScenario({ rules: [{ match: { namespace: 'store-faulty-*' }, fault: 'failing_job' }] })
    const [faulty, ...good] = [
      await stack.create('faulty'),
      await stack.create('shop'),
      await stack.create('other', 'medusa'),
    ] as const
    await stack.until(faulty.id, 'FAILED', readyWithinMs)
    await stack.sandbox.setScenario({})
    await stack.call('POST', `/api/v1/stores/${faulty.id}/retry`)
    for (const { id } of [faulty, ...good]) await remove(stack, id)
    return Object.keys((await stack.sandbox.counts()).requests)
  } finally {
    await stack.stop()
  }
}

async function remove(stack: Stack, id: string): Promise<void> {
  await stack.until(id, 'READY', readyWithinMs)
  await stack.call('DELETE', `/api/v1/stores/${id}`)
  await stack.until(id, 'DELETED', readyWithinMs)
}
