// The questions that are put to the real API server and to the sandbox alike, in this order; each part is about one subject.
import type { Request } from './request.ts'
import { crud } from './requests/crud.ts'
import { discovery } from './requests/discovery.ts'
import { patches } from './requests/patches.ts'
import { representations } from './requests/representations.ts'
import { terminating } from './requests/terminating.ts'
import { validation } from './requests/validation.ts'
import { watching } from './requests/watching.ts'
import { workloads } from './requests/workloads.ts'

export const requests: readonly Request[] = [
  ...discovery,
  ...crud,
  ...representations,
  ...patches,
  ...validation,
  ...workloads,
  ...watching,
  ...terminating,
]
