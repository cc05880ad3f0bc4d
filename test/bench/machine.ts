// What a reader must know of the machine that measured; nothing that names it.
import { spawnSync } from 'node:child_process'
import { availableParallelism, totalmem } from 'node:os'
import type { Machine } from './results.ts'

export function describeMachine(helm: string): Machine {
  const { stdout } = spawnSync(helm, ['version', '--short'], { encoding: 'utf8', timeout: 10_000 })
  return {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    helm: /v[\d.]+/.exec(stdout ?? '')?.[0] ?? 'unknown',
  }
}
