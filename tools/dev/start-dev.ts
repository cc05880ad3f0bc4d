// Builds and starts the three programs, and restarts each when its bundle has changed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPlane, type Plane } from './plane.ts'
import { type ProgramName, watchPrograms } from './watch-programs.ts'

export type Dev = { stop(): Promise<void> }
type Options = { environment: Record<string, string | undefined>; say: (line: string) => void }

/** Resolves once the API answers. Rejects, and leaves nothing behind, where a program cannot be built or started. */
export async function startDev({ environment, say }: Options): Promise<Dev> {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-dev-'))
  const plane = openPlane({ folder, environment, say })
  const restarts = openRestarts(plane, say)
  const watch = await watchPrograms({ outdir: join(folder, 'dist'), onChange: restarts.add, say }).catch(cleanUp)
  const stop = async () => {
    await watch.dispose()
    await restarts.settled()
    await plane.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  await plane.start().catch(async (error: unknown) => {
    await stop()
    throw error
  })
  say('dev: change a file and see it; Ctrl-C ends everything')
  return { stop }

  function cleanUp(error: unknown): never {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** One restart after the other; a program that changes twice meanwhile is restarted once. */
function openRestarts(plane: Plane, say: Options['say']) {
  const changed = new Set<ProgramName>()
  let running = Promise.resolve()
  const restart = async (name: ProgramName) => {
    if (!changed.delete(name)) return
    await plane.restart(name).catch((error: Error) => say(`dev: ${error.message}; the next change tries it again`))
  }
  return {
    add(name: ProgramName) {
      changed.add(name)
      running = running.then(() => restart(name))
    },
    settled: () => running,
  }
}
