// Reads the command line of the benchmark; a fault names the option and its cure.
import { parseArgs } from 'node:util'

export const usage = `bench: measures Storeplane, each number beside what it is compared with, in one run on one machine

Usage: npm run bench -- [options]

  --only A,B      only these measures or groups of them, such as http or tick.claim
  --compare FILE  earlier results to show beside the new ones
  --quick         short rounds, which show only that everything works; writes no results unless --results is given
  --results FILE  what to write (test/bench/results.json); measures that did not run keep their entry
  --list          the measures and what each is compared with
  --help          this text

Quiet is needed: whatever else runs on the machine is measured too. It takes at most 10 minutes. The measures on a real
cluster run only when they are named and KUBECONFIG is set: KUBECONFIG=… npm run bench -- --only cluster.
Exit codes: 0 everything was measured (a missed goal is no fault), 1 something could not be, 2 an option is wrong.`

export type Options = {
  only: string[]
  compare: string | null
  quick: boolean
  results: string | null
  list: boolean
  help: boolean
}

export class UsageError extends Error {}

/** Throws a UsageError. */
export function parseOptions(args: string[], known: string[]): Options {
  const values = read(args)
  const only = (values.only ?? '').split(',').filter(Boolean)
  const strange = only.filter((name) => !known.some((id) => isNamed(id, [name])))
  if (strange.length > 0)
    throw new UsageError(`--only: there is no ${strange.join(', ')}; there are ${known.join(', ')}`)
  return {
    only,
    compare: values.compare ?? null,
    quick: values.quick ?? false,
    results: values.results ?? null,
    list: values.list ?? false,
    help: values.help ?? false,
  }
}

/** By its whole id, or by its first parts. */
export function isNamed(id: string, only: string[]): boolean {
  return only.some((name) => id === name || id.startsWith(`${name}.`))
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string' },
        compare: { type: 'string' },
        quick: { type: 'boolean' },
        results: { type: 'string' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; see npm run bench -- --help`)
  }
}
