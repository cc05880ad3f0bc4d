// Makes a test of each scenario, four at a time, and prints the table at the end.
import { afterAll, test } from 'vitest'
import { keepRow, readRows, tableOf } from './evidence.ts'
import { playScenario } from './play.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './world.ts'

/** `run` tells runs of one world apart whose results are kept side by side, such as with another Helm. */
export function runScenarios(world: World, scenarios: readonly Scenario[], run: string = world.name): void {
  const define = (how: typeof test | typeof test.concurrent, scenario: Scenario) =>
    how(scenario.promise, () => runOne(world, scenario, run), world.timeoutMs)
  for (const scenario of scenarios.filter(({ alone }) => !alone)) define(test.concurrent, scenario)
  for (const scenario of scenarios.filter(({ alone }) => alone)) define(test, scenario)
  afterAll(async () => {
    await world.close()
    process.stdout.write(`\n${tableOf(readRows().filter((row) => isShown(row.run, run)))}\n\n`)
  })
}

/** Beside a run the table shows what the sandbox came to, where that was played lately. */
function isShown(run: string, ofThis: string): boolean {
  return run === ofThis || run === 'sandbox'
}

async function runOne(world: World, scenario: Scenario, run: string): Promise<void> {
  const of = { scenario: scenario.name, run, ...(await world.versions()) }
  const stage = await world.open(scenario)
  try {
    keepRow({ ...of, ...(await playScenario(stage, scenario)), at: new Date().toISOString() })
  } catch (error) {
    keepRow({ ...of, ...notAsExpected, at: new Date().toISOString() })
    throw error
  } finally {
    await stage.close()
  }
}

const notAsExpected = { outcome: 'not as expected', toldMs: null, settledMs: null, healed: null }
