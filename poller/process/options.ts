// The poller's command line.
import { parseArgs } from 'node:util'
import { describeVariables } from '../../shared/config/describe-variables.ts'
import { ExitError } from '../../shared/errors.ts'

export type Mode =
  | { do: 'tick' }
  | { do: 'for'; durationMs: number }
  | { do: 'watch' }
  | { do: 'check' }
  | { do: 'alive' }
  | { do: 'help' }

export const help = `poller: processes due stores, then exits

  poller               one tick: claim what is due, process it, exit (for cron or a systemd timer)
  poller --for 55s     repeat ticks for that long; new stores are seen within a second
  poller --watch       repeat ticks until SIGTERM
  poller --check       check all prerequisites and report what is missing
  poller --alive       check that the poller that touches LIVENESS_FILE still runs
  poller --help        show this text

Exit codes: 0 worked, idle, alive or stopped; 1 due work could not be done, or not alive; 2 configuration.

${describeVariables('poller')}`

/** Throws an ExitError with code 2. */
export function parseOptions(args: string[]): Mode {
  const { for: duration, watch, check, alive, help: wantsHelp } = parse(args)
  if (wantsHelp) return { do: 'help' }
  if ([duration !== undefined, watch, check, alive].filter(Boolean).length > 1)
    throw new ExitError(2, '--for, --watch, --check and --alive exclude each other')
  if (duration !== undefined) return { do: 'for', durationMs: parseDuration(duration) }
  if (watch) return { do: 'watch' }
  if (alive) return { do: 'alive' }
  return { do: check ? 'check' : 'tick' }
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        for: { type: 'string' },
        watch: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        alive: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch (error) {
    throw new ExitError(2, `${(error as Error).message}\nSee poller --help`, { cause: error })
  }
}

const unitsMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const ms = Number(amount) * (unitsMs[unit ?? ''] ?? Number.NaN)
  if (ms > 0 && ms <= 86_400_000) return ms
  throw new ExitError(2, `--for must be a duration such as 55s or 10m, at most 24h, not "${text}"`)
}
