// One program as a process, with its lines on the terminal behind its name, and a sure end.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Child = {
  name: string
  /** The address that it has logged. */
  url(): string | undefined
  hasEnded(): boolean
  /** SIGTERM, and SIGKILL where that does not end it. */
  stop(): Promise<void>
}

type Options = {
  name: string
  file: string
  args: string[]
  environment: Record<string, string>
  folder: string
  say: (line: string) => void
}

const graceMs = 8_000

/** In a process group of its own, so that a Ctrl-C reaches it only through us and the ends come in order. */
export function startChild({ name, file, args, environment, folder, say }: Options): Child {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let url: string | undefined
  let stopping = false
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      url ??= /"url":"(http[^"]+)"/.exec(line)?.[1]
      say(`${name} | ${line}`)
    })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      if (!stopping) say(`dev: ${name} ended by itself (${signal ?? code}); the next change starts it again`)
      resolve()
    })
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    name,
    url: () => url,
    hasEnded,
    stop: async () => {
      stopping = true
      if (hasEnded()) return
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(killer)
    },
  }
}
