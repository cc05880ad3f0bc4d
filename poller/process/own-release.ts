// The release that this poller's own chart and values files are: registered by itself, and again whenever they change.
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import type { Database } from '../../shared/database/database.ts'
import { readChart } from '../../shared/helm/chart.ts'
import type { Log } from '../../shared/log.ts'
import {
  type DefaultRelease,
  type NewRelease,
  newRelease,
  ReleaseContentError,
  readContent,
  readDefaultRelease,
  registerRelease,
  stampOf,
  takeOverDefault,
} from '../../shared/releases/index.ts'

export type OwnRelease = {
  /** Registers what has changed. Returns today's default of the poller's cluster, and what keeps the own chart from being a release, if anything. */
  register(): Promise<{ today: DefaultRelease | null; problem: string | null }>
}

export type OwnReleaseOptions = {
  database: Database
  config: Pick<PollerConfig, 'chartPath' | 'valuesFiles' | 'clusterName'>
  pollerId: string
  log: Log
}

/** While nothing has changed a call looks at the times of the files, and reads the default. */
export function openOwnRelease({ database, config, pollerId, log }: OwnReleaseOptions): OwnRelease {
  let own: Own | null = null
  let registered: string | null = null
  const look = (): Own => {
    const seen = readOwn(config, own)
    if (seen !== own && seen.problem !== null) log.warn({ reason: seen.problem }, 'release.not_registered')
    own = seen
    return seen
  }
  const cluster = config.clusterName
  const register: OwnRelease['register'] = async () => {
    const { release, problem } = look()
    const today = await readDefaultRelease(database, cluster)
    if (release === null || (release.digest === registered && !mayTakeOver(today, release))) return { today, problem }
    const registration = { pollerId, cluster, release, isFirst: registered === null }
    if (release.digest === registered) await takeOverDefault(database, registration)
    else await registerRelease(database, registration)
    registered = release.digest
    const then = await readDefaultRelease(database, cluster)
    if (then?.name !== today?.name)
      log.info({ cluster, release: then?.name, before: today?.name ?? null }, 'release.default')
    return { today: then, problem }
  }
  return { register }
}

type Own = { stamp: string; release: NewRelease | null; problem: string | null }

/** What was read before, while the files are the same. */
function readOwn(config: OwnReleaseOptions['config'], before: Own | null): Own {
  const stamp = stampOf(config)
  if (stamp === before?.stamp) return before
  const { problems, ...chart } = readChart(config)
  if (problems.length > 0) return { stamp, release: null, problem: problems.join('; ') }
  try {
    return { stamp, release: newRelease(readContent(config), chart), problem: null }
  } catch (error) {
    if (!(error instanceof ReleaseContentError)) throw error
    return { stamp, release: null, problem: error.message }
  }
}

/** Whoever has the default as its own may have gone; what an operator has set is nobody's to take. */
function mayTakeOver(today: DefaultRelease | null, { digest }: NewRelease): boolean {
  return today?.digest !== digest && today?.setBy !== 'operator'
}
