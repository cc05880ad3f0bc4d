// A database that is long in coming up.
import type { Scenario } from '../scenario.ts'

export const lateDatabase: Scenario = {
  name: 'late database',
  promise: 'a database that is late raises no alarm',
  fault: 'late_database',
  expected: { status: 'READY' },
}
