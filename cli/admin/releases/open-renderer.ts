// What checking and comparing releases needs: Helm, and a place where releases are unpacked.
import { tmpdir } from 'node:os'
import type { Database } from '../../../shared/database/database.ts'
import type { Engine } from '../../../shared/engines/index.ts'
import { readChart } from '../../../shared/helm/chart.ts'
import { type Rendering, renderChart } from '../../../shared/helm/render-chart.ts'
import {
  loadContent,
  openReleaseCache,
  type ReleaseContent,
  ReleaseContentError,
  type UnpackedRelease,
} from '../../../shared/releases/index.ts'
import type { Context } from '../../context.ts'
import { requireHelm } from '../require-helm.ts'

/** Why something cannot be done, as a sentence's end. */
export type Problem = { problem: string }

export type Renderer = {
  database: Database
  /** From the database, or from `content` where it is not there yet. */
  unpack(digest: string, content?: ReleaseContent): Promise<UnpackedRelease | Problem>
  render(release: UnpackedRelease, engine: Engine): Promise<Rendering | Problem>
}

export function openRenderer(context: Context, database: Database): Renderer {
  const { environment: env, clock } = context
  const binary = requireHelm(context)
  const cache = openReleaseCache({ temporaryFolder: env['TMPDIR'] ?? tmpdir(), clock })
  return {
    database,
    unpack: async (digest, content) => {
      try {
        return await cache.unpack(digest, async () => content ?? loadContent(database, digest))
      } catch (error) {
        if (!(error instanceof ReleaseContentError)) throw error
        return { problem: error.message }
      }
    },
    render: (release, engine) => renderChart({ binary, env, ...release, engine }),
  }
}

/** The engines of which a store can be installed from it. */
export function offeredEngines(release: UnpackedRelease): Engine[] {
  const { engines } = readChart(release)
  return (Object.keys(engines) as Engine[]).filter((engine) => engines[engine].available)
}
