// A container's last words as the node keeps them: its message, else, where its policy asks for it, the end of its log.
import type { Rule } from '../../scenario.ts'
import type { ContainerContext } from './container-context.ts'
import { containerLog } from './container-log.ts'

const keptLines = 80
const keptBytes = 2_048

export function terminationMessage(
  { cluster, pod, container }: ContainerContext,
  { code, rule }: { code: number; rule?: Rule },
): string | undefined {
  if (rule?.message) return rule.message
  if (code === 0 || container.terminationMessagePolicy !== 'FallbackToLogsOnError') return undefined
  const lines = containerLog(cluster, pod, container.name).slice(-keptLines)
  return Buffer.from(lines.map((line) => `${line}\n`).join(''))
    .subarray(-keptBytes)
    .toString()
}
