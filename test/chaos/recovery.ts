// How long after a poller's death its stores were taken up again.
import { eventually } from '../support/eventually.ts'
import type { World } from './world.ts'

export type Recovery = { watch(killedPid: number): Promise<void>; timesMs(): Promise<number[]> }

/** Watches what the dead one held: a store is taken up when its lease is another's or released, or nothing is left to do. */
export function recordRecovery({ database }: World, deadlineMs: number): Recovery {
  const running: Promise<number>[] = []
  return {
    watch: async (pid) => {
      const held = await database.query<{ id: string; token: number }>(
        `SELECT id, lease_token AS token FROM stores WHERE lease_holder LIKE '%:' || ? || ':%'`,
        [String(pid)],
      )
      for (const { id, token } of held) running.push(takenUpAfterMs(id, token))
    },
    timesMs: async () => (await Promise.all(running)).sort((a, b) => a - b),
  }

  async function takenUpAfterMs(id: string, token: number): Promise<number> {
    const began = performance.now()
    const isTakenUp = async () => {
      const rows = await database.query(
        `SELECT 1 FROM stores WHERE id = :id AND lease_token = :token AND lease_holder IS NOT NULL AND operation_id IS NOT NULL`,
        { id, token },
      )
      return rows.length === 0
    }
    await eventually(isTakenUp, { deadlineMs, what: `${id} to be taken up again` })
    return performance.now() - began
  }
}
