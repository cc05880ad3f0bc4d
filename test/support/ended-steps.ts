// The steps of a store that its timeline says were ended, in order.
import type { Plane } from './stack.ts'

export async function endedSteps({ call }: Pick<Plane, 'call'>, id: string): Promise<string[]> {
  const { body } = await call('GET', `/api/v1/stores/${id}/events`)
  const events = body['events'] as { kind: string; step: string }[]
  return events.filter(({ kind }) => kind === 'step').map(({ step }) => step)
}
