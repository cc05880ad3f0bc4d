// An API on a database of its own for whoever asks, as often as they ask; all databases go after each test.
import { afterEach } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { makeApi } from './api.ts'

export type FreshApi = TestDatabase & ReturnType<typeof makeApi>

/** For the whole test file. */
export function useFreshApis(): () => Promise<FreshApi> {
  const opened: TestDatabase[] = []
  afterEach(() => {
    for (const one of opened.splice(0)) one.remove()
  })
  return async () => {
    const files = await makeDatabase()
    opened.push(files)
    return { ...files, ...makeApi(files.database) }
  }
}
