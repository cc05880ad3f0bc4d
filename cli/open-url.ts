// Starts the browser of the desktop, where there is one.
import { spawn } from 'node:child_process'
import type { Environment } from '../shared/config/environment.ts'

type Desktop = { environment: Environment; platform: NodeJS.Platform }

/** Longer than a program needs to say that it cannot; a browser itself may run on. */
const defaultPatienceMs = 3_000

/** Whether a program took it; no shell reads the URL. */
export function openUrl(
  url: string,
  { environment, platform, patienceMs = defaultPatienceMs }: Desktop & { patienceMs?: number },
): Promise<boolean> {
  const command = commandFor({ environment, platform })
  if (command === undefined) return Promise.resolve(false)
  const [program, ...args] = command
  const child = spawn(program, [...args, url], { env: environment, stdio: 'ignore', detached: true })
  return new Promise((answer) => {
    const timer = setTimeout(() => finish(true), patienceMs)
    const finish = (taken: boolean) => {
      clearTimeout(timer)
      child.unref()
      answer(taken)
    }
    child.once('error', () => finish(false))
    child.once('exit', (code) => finish(code === 0))
  })
}

/** On Linux without a display xdg-open would look for browsers of the terminal, and one of these would take the terminal over. */
function commandFor({ environment, platform }: Desktop): [program: string, ...args: string[]] | undefined {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined
}
