// How much processor time a process has used, from /proc; to the hundredth of a second.
import { readFileSync } from 'node:fs'

const ticksPerSecond = 100

export function cpuSeconds(pid: number): number {
  // The name of the program, in brackets, may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
