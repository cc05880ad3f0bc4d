// What Helm and the credential plugins of a kubeconfig may know of our environment: all but what is ours.
import { variables } from '../config/variables/index.ts'

/** Read by us and by them. */
const shared = ['KUBECONFIG']

/** Ours, Node's, Helm's own settings, and how systemd reaches us. */
const keptPrefixes = ['STOREPLANE_', 'NODE_', 'HELM_']
const kept = ['CREDENTIALS_DIRECTORY', 'NOTIFY_SOCKET', 'WATCHDOG_PID', 'WATCHDOG_USEC']

/** One rule for both, so that a plugin that works for our own requests works for Helm's. */
export function childEnvironment(env: Record<string, string | undefined>): Record<string, string> {
  const passed = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isOurs(entry[0]),
  )
  return { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(passed) }
}

function isOurs(name: string): boolean {
  const plain = name.replace(/_FILE$/, '')
  if (shared.includes(name)) return false
  return (
    Object.hasOwn(variables, name) ||
    Object.hasOwn(variables, plain) ||
    kept.includes(name) ||
    keptPrefixes.some((prefix) => name.startsWith(prefix))
  )
}
