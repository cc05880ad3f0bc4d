// What stacks and databases of a test run stand on: a file, or with STOREPLANE_TEST_DATABASE=server a libSQL server that asks for a token.
import { startSqld } from './sqld.ts'

export const onServer = process.env['STOREPLANE_TEST_DATABASE'] === 'server'

/** The server where the run asks for one, as the programs' settings; without it there are none, and the file is used. */
export async function startServerOfRun(): Promise<{ settings: Record<string, string>; stop(): Promise<void> }> {
  if (!onServer) return { settings: {}, stop: async () => undefined }
  const { url, token = '', stop } = await startSqld({ auth: true })
  return { settings: { DATABASE_URL: url, DATABASE_AUTH_TOKEN: token }, stop }
}
