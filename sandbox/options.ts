// Reads the command line; a fault names the option and its cure.
import { parseArgs } from 'node:util'
import type { SandboxOptions } from './start.ts'

export const usage = `sandbox: a simulated Kubernetes API server and ingress in one process

  --port N          port of the API server (0, the default, picks a free one)
  --ingress-port N  port of the ingress (0, the default, picks a free one)
  --env-file FILE   written when it answers: KUBECONFIG and what else programs need
  --scenario FILE   what goes wrong, as JSON; re-read when it changes
  --latency MS      every answer of the API comes so much later (0)
  --pod-delay MS    from a pod's creation until it is ready (1000)
  --help            this text
`

/** Thrown for everything that the one who typed the command can put right. */
export class UsageError extends Error {}

const names = ['port', 'ingress-port', 'env-file', 'scenario', 'latency', 'pod-delay'] as const

export function parseOptions(argv: string[]): SandboxOptions | 'help' {
  const values = read(argv[0] === '--' ? argv.slice(1) : argv)
  if (values['help']) return 'help'
  return {
    port: number(values, 'port', { fallback: 0, most: 65_535 }),
    ingressPort: number(values, 'ingress-port', { fallback: 0, most: 65_535 }),
    latencyMs: number(values, 'latency', { fallback: 0, most: 600_000 }),
    podDelayMs: number(values, 'pod-delay', { fallback: 1000, most: 3_600_000 }),
    ...text(values, 'env-file', 'envFile'),
    ...text(values, 'scenario', 'scenarioFile'),
  }
}

type Values = Record<string, string | boolean | undefined>

function read(argv: string[]): Values {
  const texts = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    return parseArgs({ args: argv, options: { ...texts, help: { type: 'boolean' } }, allowPositionals: false })
      .values as Values
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${sentence}. Known options: ${names.map((name) => `--${name}`).join(', ')}, --help`)
  }
}

function number(
  values: Values,
  name: (typeof names)[number],
  { fallback, most }: { fallback: number; most: number },
): number {
  const given = values[name]
  if (given === undefined) return fallback
  const value = Number(given)
  if (given !== '' && Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new UsageError(`--${name} is "${given}"; give a whole number from 0 to ${most}`)
}

function text<K extends string>(values: Values, name: (typeof names)[number], field: K): { [key in K]?: string } {
  const given = values[name]
  if (given === undefined) return {}
  if (given === '') throw new UsageError(`--${name} is empty; give the path of a file`)
  return { [field]: String(given) } as { [key in K]?: string }
}
