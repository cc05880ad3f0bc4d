// Tells systemd that the poller is ready, and that it lives. Node cannot send to a datagram socket, so systemd-notify does.
import type { Clock } from '../../shared/clock.ts'
import type { Environment } from '../../shared/config/environment.ts'
import type { Log } from '../../shared/log.ts'

export type ServiceManager = { ready(): void; watchdog(): void }

export type ServiceManagerOptions = { environment: Environment; pid: number; clock: Clock; log: Log }

const timeoutMs = 5_000

/** Undefined where no service manager asked to be told (Type=notify, WatchdogSec=). */
export function openServiceManager({
  environment,
  pid,
  clock,
  log,
}: ServiceManagerOptions): ServiceManager | undefined {
  const socket = environment['NOTIFY_SOCKET']
  if (!socket) return undefined
  const everyMs = watchdogMs(environment, pid) / 3
  let toldAtMs = clock.monotonicMs()
  let trouble = false
  const tell = async (message: string) => {
    // Loaded here: it is a tenth of what an idle tick costs, and most are started by cron or a timer.
    const { execFile } = await import('node:child_process')
    const env = { NOTIFY_SOCKET: socket, PATH: environment['PATH'] ?? '' }
    execFile('systemd-notify', [message], { env, timeout: timeoutMs }, (error) => {
      if (error && !trouble) log.warn({ problem: error.message }, 'service_manager.not_told')
      trouble = error !== null
    })
  }
  return {
    ready: () => void tell('READY=1'),
    watchdog: () => {
      if (clock.monotonicMs() - toldAtMs < everyMs) return
      toldAtMs = clock.monotonicMs()
      void tell('WATCHDOG=1')
    },
  }
}

/** Infinite where none watches, or where it watches another process. */
function watchdogMs({ WATCHDOG_USEC: microseconds, WATCHDOG_PID: watched }: Environment, pid: number): number {
  const ours = watched === undefined || Number(watched) === pid
  return microseconds && ours ? Number(microseconds) / 1_000 : Number.POSITIVE_INFINITY
}
