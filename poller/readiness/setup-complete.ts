// Whether a Job is the set-up's, and has done its work.
import type { KubeObject } from '../../shared/kubernetes/open-cluster.ts'
import { isOtherJob } from './readiness-input.ts'

type Job = KubeObject & { status?: { conditions?: { type: string; status: string }[] } }

export function isSetupComplete(job: KubeObject): boolean {
  const { conditions = [] } = (job as Job).status ?? {}
  return !isOtherJob(job) && conditions.some(({ type, status }) => type === 'Complete' && status === 'True')
}
