// All measures, in the order in which they run and are shown.
import type { Measure } from '../measure.ts'
import { drainHundred } from './drain/hundred.ts'
import { drainRealCluster } from './drain/real-cluster.ts'
import { drainStatements } from './drain/statements.ts'
import { drainThousand } from './drain/thousand.ts'
import { createStore } from './http/create-store.ts'
import { getOne } from './http/get-one.ts'
import { listStores } from './http/list-stores.ts'
import { coldStart } from './tick/cold-start.ts'
import { idleTick } from './tick/idle.ts'
import { millionRows } from './tick/million-rows.ts'

export const measures: readonly Measure[] = [
  getOne,
  listStores,
  createStore,
  idleTick,
  coldStart,
  millionRows,
  drainHundred,
  drainThousand,
  drainStatements,
  drainRealCluster,
]
