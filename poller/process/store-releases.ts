// From which chart a store is installed: the release that it shall have, else today's default of its cluster; unpacked for Helm to read.
import type { Clock } from '../../shared/clock.ts'
import type { Database } from '../../shared/database/database.ts'
import { loadContent, openReleaseCache, ReleaseContentError } from '../../shared/releases/index.ts'
import type { Releases, StoreRelease } from '../work-deps.ts'
import type { OwnRelease } from './own-release.ts'

export type StoreReleasesOptions = {
  database: Database
  ownRelease: OwnRelease
  /** The machine's folder for temporary files, or TMPDIR. */
  temporaryFolder: string
  clock: Clock
}

type Named = { name: string; digest: string }

export function openStoreReleases({ database, ownRelease, temporaryFolder, clock }: StoreReleasesOptions): Releases {
  const cache = openReleaseCache({ temporaryFolder, clock })
  const unpack = async ({ name, digest }: Named): Promise<StoreRelease> => {
    try {
      return { name, ...(await cache.unpack(digest, () => loadContent(database, digest))) }
    } catch (error) {
      if (!(error instanceof ReleaseContentError)) throw error
      return { problem: damaged(name, error.message) }
    }
  }
  return {
    forStore: async ({ release: name }) => {
      if (name === null) {
        const { today, problem } = await ownRelease.register()
        return today === null ? { problem: problem ?? 'no poller has registered a chart' } : unpack(today)
      }
      const found = await findRelease(database, name)
      return found === null ? { problem: missing(name) } : unpack(found)
    },
  }
}

async function findRelease(database: Database, name: string): Promise<Named | null> {
  const [found] = await database.query<Named>('SELECT name, digest FROM releases WHERE name = :name', { name })
  return found ?? null
}

function missing(name: string): string {
  return `the release ${name} of this store is not in the database; add it again: storeplane admin releases add CHART --name ${name}`
}

function damaged(name: string, why: string): string {
  return `the release ${name} of this store cannot be used, for ${why}; restore its row from a backup of the database`
}
