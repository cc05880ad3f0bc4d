// Runs one command in a process group that ends with us: at its wall clock, when the caller asks, or when we are killed.
import { execa } from 'execa'
import { openTail } from './tail.ts'

export type SupervisedEnd = {
  stoppedBy: 'caller' | 'wall_clock' | null
  exitCode: number | null
  signal: string | null
  startError: string | null
  /** The last bytes of each stream alone, and of both as they came. */
  stdout: string
  stderr: string
  output: string
}

type Supervised = {
  command: string[]
  env: Record<string, string>
  stdin: string
  /** Ends it; without one only its time does. */
  signal?: AbortSignal | undefined
  timeoutMs: number
  graceMs: number
  maxOutputBytes: number
}

// $1 is the grace in seconds, $2 and $3 the alarm and its grace, the rest the command. File 3 is the lifeline: it ends when
// we close it or die; then the group gets SIGTERM and after the grace SIGKILL. So it does at the alarm, for our
// own clock stands still while we are stopped. A trap that is a command, unlike an ignored signal, is not inherited.
const supervisor = `
grace=$1; limit=$2; rest=$3; shift 3
trap stopping=yes TERM
exec 4<&0
"$@" <&4 3<&- 4<&- &
command=$!
(trap '' TERM; read -r _ <&3; kill -TERM 0; exec 3<&-; sleep "$grace"; kill -KILL 0) </dev/null >/dev/null 2>&1 4<&- &
watcher=$!
(trap 'kill -KILL $nap; exit' USR1; trap '' TERM; sleep "$limit" & nap=$!; wait $nap
kill -TERM 0; sleep "$rest"; kill -KILL 0) </dev/null >/dev/null 2>&1 3<&- 4<&- &
alarm=$!
exec 3<&- 4<&- </dev/null
wait $command; code=$?
while [ $code -gt 128 ] && kill -0 $command; do wait $command; code=$?; done 2>/dev/null
[ "$stopping" ] && kill -KILL 0
kill -KILL $watcher; kill -USR1 $alarm
exit $code`

/** Once the grace is over the supervisor has killed its group; should it be gone itself, we do it this much later. */
const supervisorLateMs = 2_000

/** Resolves when the group is gone; never rejects. Nothing is started when the signal has aborted already. */
export async function runSupervised({ signal, timeoutMs, graceMs, ...rest }: Supervised): Promise<SupervisedEnd> {
  if (signal?.aborted) return notStarted('caller')
  const child = start(rest, graceMs, timeoutMs)
  const seen = listen(child, rest.maxOutputBytes)
  let stoppedBy: SupervisedEnd['stoppedBy'] = null
  let lastResort: NodeJS.Timeout | undefined
  const stop = (by: 'caller' | 'wall_clock') => {
    if (stoppedBy !== null) return
    stoppedBy = by
    lifeline(child)?.destroy()
    lastResort = setTimeout(() => killGroup(child.pid), graceMs + supervisorLateMs)
  }
  const onAbort = () => stop('caller')
  const wallClock = setTimeout(() => stop('wall_clock'), timeoutMs)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const end = await child
    const startError = child.pid === undefined ? (end.originalMessage ?? 'no process') : null
    return { stoppedBy, exitCode: end.exitCode ?? null, signal: end.signal ?? null, startError, ...seen() }
  } finally {
    clearTimeout(wallClock)
    clearTimeout(lastResort)
    signal?.removeEventListener('abort', onAbort)
    lifeline(child)?.destroy()
  }
}

function notStarted(stoppedBy: 'caller'): SupervisedEnd {
  return { stoppedBy, exitCode: null, signal: null, startError: null, stdout: '', stderr: '', output: '' }
}

type Child = ReturnType<typeof start>

function start(
  { command, env, stdin }: Pick<Supervised, 'command' | 'env' | 'stdin'>,
  graceMs: number,
  timeoutMs: number,
) {
  // Half the grace late, so that our own clock goes first and the whole still fits into the lease.
  const seconds = [graceMs, timeoutMs + graceMs / 2, graceMs / 2].map((ms) => String(ms / 1000))
  return execa('/bin/sh', ['-c', supervisor, 'supervisor', ...seconds, ...command], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    input: stdin,
    env,
    extendEnv: false,
    detached: true,
    buffer: false,
    reject: false,
  })
}

function listen(child: Child, maxOutputBytes: number) {
  const [stdout, stderr, output] = [openTail(maxOutputBytes), openTail(maxOutputBytes), openTail(maxOutputBytes)]
  child.stdout?.on('data', output.add).on('data', stdout.add)
  child.stderr?.on('data', output.add).on('data', stderr.add)
  return () => ({ stdout: stdout.text(), stderr: stderr.text(), output: output.text() })
}

/** Our end of file 3. An error on it says no more than that the other end is gone. */
function lifeline(child: Child) {
  return child.stdio[3]?.on('error', () => undefined)
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}
