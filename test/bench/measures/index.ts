// All measures, in the order in which they run and are shown.
import type { Measure } from '../measure.ts'
import { detectReadyAndFailed } from './detection/ready-and-failed.ts'
import { detectRecovery } from './detection/recovery.ts'
import { drainHundred } from './drain/hundred.ts'
import { drainRealCluster } from './drain/real-cluster.ts'
import { drainStatements } from './drain/statements.ts'
import { drainThousand } from './drain/thousand.ts'
import { createStore } from './http/create-store.ts'
import { databaseServer } from './http/database-server.ts'
import { getOne } from './http/get-one.ts'
import { listStores } from './http/list-stores.ts'
import { withBusyPoller } from './http/with-busy-poller.ts'
import { limitListenersAndEvents } from './limits/listeners-and-events.ts'
import { limitPollers } from './limits/pollers.ts'
import { limitStores } from './limits/stores.ts'
import { coldStart } from './tick/cold-start.ts'
import { idleTick } from './tick/idle.ts'
import { millionRows } from './tick/million-rows.ts'

export const measures: readonly Measure[] = [
  getOne,
  listStores,
  createStore,
  withBusyPoller,
  databaseServer,
  idleTick,
  coldStart,
  millionRows,
  drainHundred,
  drainThousand,
  drainStatements,
  detectReadyAndFailed,
  detectRecovery,
  limitStores,
  limitListenersAndEvents,
  limitPollers,
  drainRealCluster,
]
