// From the start of each function's bundle to its first answer, beside a Node that starts and ends.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { functionEntries } from '../../../../tools/function-entries.ts'
import { root } from '../../../support/process.ts'
import { baseEnvironment } from '../../../support/stack.ts'
import { interleave } from '../../interleave.ts'
import { runTimed } from '../../loads/run-timed.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'

const bundles = ['functions', ...Object.keys(functionEntries())]

export const coldStart: Measure = {
  id: 'start.functions',
  title: 'Cold start of the functions',
  about:
    'From the start of the process to its first answer over HTTP, on a database that is there, for each bundle of dist/.',
  deadlineMs: 90_000,
  figures: bundles.map((bundle) => ({
    id: bundle,
    name: bundle === 'functions' ? 'all functions in one' : bundle.replace('functions/', ''),
    unit: 'ms',
    comparedWith: 'ms of node -e 0',
    goals: [],
  })),
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const { folder, quick } = bench
  const env = { ...baseEnvironment(folder), PORT: '0' }
  const nothing = { args: ['-e', '0'], cwd: folder, env }
  const contenders: Record<string, () => Promise<number>> = Object.fromEntries(
    bundles.map((bundle) => [bundle, () => untilAnswer(bench, bundle, env)]),
  )
  await contenders['functions']?.()
  contenders['nothing'] = async () => (await runTimed(nothing)).wallMs
  const rounds = await interleave(bench, quick ? 1 : 3, contenders)
  const of = (bundle: string) => rounds.map((round) => ({ value: round[bundle] ?? 0, beside: round['nothing'] }))
  return { rounds: Object.fromEntries(bundles.map((bundle) => [bundle, of(bundle)])) }
}

async function untilAnswer({ folder, defer }: Bench, bundle: string, env: Record<string, string>): Promise<number> {
  const startedMs = performance.now()
  const child = spawn(process.execPath, ['--', join(root, 'dist', `${bundle}.mjs`)], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  defer(() => child.kill('SIGKILL'))
  await (await fetch(await addressOf(child))).arrayBuffer()
  const tookMs = performance.now() - startedMs
  await end(child)
  return tookMs
}

const longestMs = 10_000

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const late = setTimeout(() => reject(new Error(`it did not listen within ${longestMs} ms`)), longestMs)
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${output.slice(-300)}`)))
    child.stderr?.on('data', (part: Buffer) => {
      output += part
      const url = /"url":"(http:[^"]+)"/.exec(output)?.[1]
      if (url === undefined) return
      clearTimeout(late)
      resolve(url)
    })
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
