// Makes a test of each scenario, four at a time, and prints the table at the end.
import { afterAll, test } from 'vitest'
import { keepRow, readRows, tableOf } from './evidence.ts'
import { playScenario } from './play.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './stage.ts'

/** `run` tells runs of one world apart whose results are kept side by side, such as with another Helm. */
export function runScenarios(world: World, scenarios: readonly Scenario[], run: string = world.name): void {
  const cases = (alone: boolean) => scenarios.filter((scenario) => (scenario.alone ?? false) === alone)
  test.concurrent.each(cases(false))('$promise', (scenario) => runOne(world, scenario, run), world.timeoutMs)
  test.each(cases(true))('$promise', (scenario) => runOne(world, scenario, run), world.timeoutMs)
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
  const stage = await world.open(scenario)
  try {
    const seen = await playScenario(stage, scenario)
    keepRow({ scenario: scenario.name, run, ...seen, at: new Date().toISOString(), ...(await world.versions()) })
  } catch (error) {
    keepRow({
      scenario: scenario.name,
      run,
      outcome: 'not as expected',
      toldMs: null,
      settledMs: null,
      healed: null,
      at: new Date().toISOString(),
      ...(await world.versions()),
    })
    throw error
  } finally {
    await stage.close()
  }
}
