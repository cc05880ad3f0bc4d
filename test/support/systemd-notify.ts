// A systemd-notify of a test's own, first on PATH: it writes down what it is told and what it was handed.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type SystemdNotify = {
  /** What a program must be started with to tell it. */
  environment: { PATH: string; NOTIFY_SOCKET: string }
  /** The messages so far. */
  told(): string[]
  /** The environments of its runs so far. */
  surroundings(): string
}

export function makeSystemdNotify(folder: string, { firstTakesSeconds = 0 } = {}): SystemdNotify {
  mkdirSync(folder)
  const [program, told, surroundings] = ['systemd-notify', 'told', 'surroundings'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  writeFileSync(
    program,
    `#!/bin/sh
[ -e ${told} ] || sleep ${firstTakesSeconds}
env >>${surroundings}
echo "$1" >>${told}
`,
  )
  chmodSync(program, 0o755)
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  return {
    environment: { PATH: `${folder}:${process.env['PATH']}`, NOTIFY_SOCKET: '/run/notify' },
    told: () => read(told).split('\n').slice(0, -1),
    surroundings: () => read(surroundings),
  }
}
