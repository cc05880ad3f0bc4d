// A release that no row knows, as after a restore of an older database.
import { expect } from 'vitest'
import { forgetStore } from '../../support/forget-store.ts'
import { orphans } from '../orphans.ts'
import { makeReady, storeName } from '../play.ts'
import type { Scenario } from '../scenario.ts'

export const orphan: Scenario = {
  name: 'orphan',
  promise: 'a release without a row is listed, changed by nothing but --remove, and then gone with its namespace',
  own: true,
  expected: { status: 'READY' },
  play: async (stage, scenario) => {
    const poller = stage.startPoller()
    const { id, namespace } = await makeReady(stage, storeName(scenario))
    await poller.stop()
    expect(await orphans(stage, '--json')).toEqual({ code: 0, output: expect.stringContaining('"orphans": []') })
    await forgetStore(stage.database, id)
    const sinceMs = performance.now()
    const listed = await orphans(stage, '--json')
    const toldMs = performance.now() - sinceMs
    expect(listed.code).toBe(3)
    expect(JSON.parse(listed.output).orphans).toEqual([
      { what: 'no_row', id, namespace, release: 'deployed', row: null },
    ])
    expect(await orphans(stage, '--remove', id, '--yes')).toMatchObject({ code: 0 })
    expect(await stage.leftOf({ id, namespace })).toEqual([])
    return { outcome: 'listed, then removed', toldMs, settledMs: performance.now() - sinceMs, healed: 'by --remove' }
  },
}
