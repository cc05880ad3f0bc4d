// Memory of a running process and of all that it has started, from /proc, sampled while something goes on.
import { readdirSync, readFileSync } from 'node:fs'

/** In MiB; `children` all together, `child` the largest of them. */
export type MemorySample = { own: number; children: number; child: number }

const everyMs = 250

/** Samples until it is stopped; what has ended between two looks is not seen. */
export function sampleMemory(pid: number): { stop(): MemorySample[] } {
  const samples: MemorySample[] = []
  const timer = setInterval(() => {
    const own = residentMib(pid)
    if (own === 0) return
    const below = descendants(pid).map(residentMib)
    samples.push({ own, children: below.reduce((sum, one) => sum + one, 0), child: Math.max(0, ...below) })
  }, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return samples
    },
  }
}

function residentMib(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

function descendants(pid: number): number[] {
  const children = tasksOf(pid)
    .flatMap((task) => read(`/proc/${pid}/task/${task}/children`).trim().split(' '))
    .filter(Boolean)
    .map(Number)
  return [...children, ...children.flatMap(descendants)]
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
