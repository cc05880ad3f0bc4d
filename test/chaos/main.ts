// `npm run chaos -- --stores 200 --seed N`: chaos at full size, with its figures and a verdict.
import { parseArgs } from 'node:util'
import { findHelm } from '../../tools/fetch-tool.ts'
import { type ChaosReport, runChaos } from './run-chaos.ts'

const { values } = parseArgs({
  options: {
    stores: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(
    'npm run chaos -- [--stores 200] [--seed 1] [--seconds 60]\nExit codes: 0 all is as it should be, 1 it is not.',
  )
} else {
  process.env['STOREPLANE_TEST_HELM'] = findHelm()
  const [stores, seed, seconds] = [values.stores, values.seed, values.seconds].map(Number) as [number, number, number]
  const settleMs = 30_000 + stores * 1_000
  const report = await runChaos({ stores, seed, seconds, settleMs, say: (line) => console.log(String(line)) })
  console.log(describe(report, seed))
  process.exitCode = report.faults.length === 0 ? 0 : 1
}

function describe({ actions, recoveryMs, recoveryLimitMs, settledAfterMs, faults }: ChaosReport, seed: number): string {
  const seconds = (ms: number | undefined) => (ms === undefined ? 'none' : `${(ms / 1_000).toFixed(1)} s`)
  const middle = recoveryMs[Math.floor(recoveryMs.length / 2)]
  return [
    `seed ${seed}: ${actions.create} creates, ${actions.delete} deletes, ${actions.retry} retries, ${actions.cancel} cancels`,
    `  kills: ${actions.kill_poller} pollers, ${actions.kill_functions} functions; API faults: ${actions.fault}`,
    `  recovery of ${recoveryMs.length} held stores: p50 ${seconds(middle)}, max ${seconds(recoveryMs.at(-1))}, beside lease + look of ${seconds(recoveryLimitMs)}`,
    `  settled ${seconds(settledAfterMs)} after the last action`,
    faults.length === 0
      ? '  verdict: everything is as it should be'
      : `  verdict: WRONG\n${faults.map((fault) => `    ${fault}`).join('\n')}`,
  ].join('\n')
}
