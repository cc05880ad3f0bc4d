// Where a scenario is played: a control plane, the cluster it works on, and what can be done to that.
import type { KubeApi } from '../support/kube-api.ts'
import type { Answer, Plane } from '../support/stack.ts'
import type { Fault, Scenario } from './scenario.ts'

export type Versions = { kubernetes: string; helm: string }

export type World = {
  name: 'sandbox' | 'real cluster'
  /** For one scenario, its set-up and clean-up included. */
  timeoutMs: number
  open(scenario: Scenario): Promise<Stage>
  versions(): Promise<Versions>
  close(): Promise<void>
}

export type Stage = Pick<Plane, 'folder' | 'environment' | 'database' | 'call' | 'create'> & {
  world: World['name']
  /** How long "a while" is for everything else: the cluster of one's own laptop is slower than a simulated one. */
  patienceMs: number
  outageMs: number
  startPoller: Plane['startPoller']
  api: KubeApi['ask']
  /** Concerns the stores of this name that are installed from now on, or the API at once. */
  inflict(fault: Fault, storeName: string): Promise<void>
  heal(storeName: string): Promise<void>
  getShop(url: string): Promise<{ status: number; body: string }>
  /** Its namespace, its releases wherever they are, and its lease: nothing of a DELETED one. */
  leftOf(store: { id: string; namespace: string }): Promise<string[]>
  /** Another installation, with a database of its own, on the same cluster. */
  another(): Promise<Stage>
  close(): Promise<void>
}

export async function storeOf({ call }: Pick<Stage, 'call'>, id: string): Promise<Answer['body']> {
  return (await call('GET', `/api/v1/stores/${id}`)).body
}
