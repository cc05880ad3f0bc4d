// An idle tick as cron or a timer starts it: a whole process that finds nothing to do, beside a Node that does nothing.
import { join } from 'node:path'
import { root } from '../../../support/process.ts'
import { baseEnvironment } from '../../../support/stack.ts'
import { interleave } from '../../interleave.ts'
import { peakMemoryMb, runTimed, type Timed } from '../../loads/run-timed.ts'
import { startSandbox } from '../../loads/start-sandbox.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'

export const idleTick: Measure = {
  id: 'tick.idle',
  title: 'An idle tick',
  about:
    'The built poller started anew each time, on a database with nothing to do, until its exit. Processor time and wall time are taken by the shell that waits for it, memory is the peak that the kernel tells at its exit.',
  deadlineMs: 60_000,
  figures: [
    {
      id: 'cpu',
      name: 'processor time',
      unit: 'ms',
      comparedWith: 'ms of node -e 0',
      goals: [{ of: 'ratio', at: 'most', limit: 3 }],
      miss: {
        reason:
          'Node without a module of its own starts from a snapshot; above it are a third for loading modules, of which the logger is the largest, a sixth for the library of libSQL and the opening of the file, and each ten seconds the values of the chart for the heartbeat.',
        next: 'keep compiled code between ticks (module.enableCompileCache, Node 22), and read the chart only when its files have changed.',
      },
    },
    { id: 'wall', name: 'from start to exit', unit: 'ms', comparedWith: 'ms of node -e 0', goals: [] },
    {
      id: 'memory',
      name: 'memory at its peak',
      unit: 'MB',
      comparedWith: 'MB of node -e 0',
      goals: [{ of: 'value', at: 'most', limit: 80 }],
      miss: {
        reason: 'Node itself takes half of it, the code of the poller and of libSQL the rest.',
        next: 'load the readable form of the log only on a terminal.',
      },
    },
  ],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const { folder, quick } = bench
  const sandbox = await startSandbox(bench)
  const env = { ...baseEnvironment(folder), ...sandbox.settings }
  const commands = {
    poller: { args: [join(root, 'dist/poller.mjs')], cwd: folder, env },
    nothing: { args: ['-e', '0'], cwd: folder, env },
  }
  await runTimed(commands.poller)
  const timed: Record<keyof typeof commands, Timed[]> = { poller: [], nothing: [] }
  const time = async (who: keyof typeof commands) => timed[who].push(await runTimed(commands[who]))
  await interleave(bench, quick ? 3 : 20, { poller: () => time('poller'), nothing: () => time('nothing') })
  const memory = await interleave(bench, quick ? 1 : 5, {
    poller: () => peakMemoryMb(commands.poller),
    nothing: () => peakMemoryMb(commands.nothing),
  })
  const beside = (of: keyof Timed) =>
    timed.poller.map((one, round) => ({ value: one[of], beside: timed.nothing[round]?.[of] }))
  return {
    rounds: {
      cpu: beside('cpuMs'),
      wall: beside('wallMs'),
      memory: memory.map((round) => ({ value: round.poller, beside: round.nothing })),
    },
  }
}
