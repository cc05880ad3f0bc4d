// Tells systemd that a program is ready, that it lives, and that it stops. Node cannot send to a datagram socket, so systemd-notify does.
import type { Clock } from './clock.ts'
import type { Environment } from './config/environment.ts'
import type { Log } from './log.ts'

export type ServiceManager = { ready(): void; watchdog(): void; stopping(): void }

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
  const tell = openNotifier({ socket, path: environment['PATH'] ?? '', log })
  return {
    ready: () => tell('READY=1'),
    watchdog: () => {
      if (clock.monotonicMs() - toldAtMs < everyMs) return
      toldAtMs = clock.monotonicMs()
      tell('WATCHDOG=1')
    },
    stopping: () => tell('STOPPING=1'),
  }
}

type NotifierOptions = { socket: string; path: string; log: Log }

/** One after the other: each message is a process of its own, and a stop right after the start must not overtake READY. */
function openNotifier({ socket, path, log }: NotifierOptions): (message: string) => void {
  let lastSent = Promise.resolve()
  let trouble = false
  const send = async (message: string) => {
    // Loaded here: it is a tenth of what an idle tick costs, and most are started by cron or a timer.
    const { execFile } = await import('node:child_process')
    const options = { env: { NOTIFY_SOCKET: socket, PATH: path }, timeout: timeoutMs }
    const error = await new Promise<Error | null>((resolve) => {
      execFile('systemd-notify', [message], options, resolve)
    })
    if (error && !trouble) log.warn({ error: error.message }, 'service_manager.not_notified')
    trouble = error !== null
  }
  return (message) => {
    lastSent = lastSent.then(() => send(message))
  }
}

/** Infinite where none watches, or where it watches another process. */
function watchdogMs({ WATCHDOG_USEC: microseconds, WATCHDOG_PID: watched }: Environment, pid: number): number {
  const ours = watched === undefined || Number(watched) === pid
  return microseconds && ours ? Number(microseconds) / 1_000 : Number.POSITIVE_INFINITY
}
