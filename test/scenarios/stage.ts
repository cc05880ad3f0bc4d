// Where a scenario is played: a control plane, the cluster it works on, and what can be done to that.
import type { KubeApi } from '../support/kube-api.ts'
import type { Answer, Plane } from '../support/stack.ts'

/** What a driver can do to its world; each has its own way to it. */
export type Fault =
  | 'image_not_found'
  | 'image_refused'
  | 'image_slow'
  | 'crash_loop'
  | 'crash_loop_recovers'
  | 'failing_setup'
  | 'out_of_memory'
  | 'unschedulable'
  | 'quota_exceeded'
  | 'volume_never_binds'
  | 'late_database'
  | 'never_ready'
  | 'wrong_answer'
  | 'slow_api'
  | 'api_down'

export type WorldName = 'sandbox' | 'real cluster'

export type Versions = { kubernetes: string; helm: string }

export type Stage = Pick<Plane, 'folder' | 'environment' | 'database' | 'call' | 'create'> & {
  world: WorldName
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
