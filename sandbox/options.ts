// Reads the command line; a fault names the option and its cure.
import { parseArgs } from 'node:util'
import type { SandboxOptions } from './start.ts'

type Option = { value: 'N' | 'MS' | 'FILE'; meaning: string; default?: number; max?: number }

// biome-ignore format: one line for each option
const options = {
  port: { value: 'N', default: 0, max: 65_535, meaning: 'port of the API server; 0 picks a free one' },
  'ingress-port': { value: 'N', default: 0, max: 65_535, meaning: 'port of the ingress; 0 picks a free one' },
  'write-env': { value: 'FILE', meaning: 'write this file once the sandbox answers: KUBECONFIG and what else programs need' },
  'env-file': { value: 'FILE', meaning: 'the older name of --write-env' },
  scenario: { value: 'FILE', meaning: 'what goes wrong, as JSON; the sandbox reads it again when it changes' },
  latency: { value: 'MS', default: 0, max: 600_000, meaning: 'delay every answer of the API' },
  'pod-delay': { value: 'MS', default: 1000, max: 3_600_000, meaning: "time from a pod's creation until it is ready" },
} satisfies Record<string, Option>
type Name = keyof typeof options
const entries = Object.entries(options) as [Name, Option][]

export const usage = `sandbox: a simulated Kubernetes API server and ingress in one process

${entries.map(helpOf).join('\n')}
  --help              show this text

The sandbox reads no variables; it writes those that lead the poller to it.
`

/** Thrown for everything that the one who typed the command can put right. */
export class UsageError extends Error {}

export function parseOptions(argv: string[]): SandboxOptions | 'help' {
  const values = read(argv[0] === '--' ? argv.slice(1) : argv)
  if (values['help']) return 'help'
  return {
    port: number(values, 'port'),
    ingressPort: number(values, 'ingress-port'),
    latencyMs: number(values, 'latency'),
    podDelayMs: number(values, 'pod-delay'),
    ...text(values, envOption(values), 'envFile'),
    ...text(values, 'scenario', 'scenarioFile'),
  }
}

type Values = Record<string, string | boolean | undefined>

function read(argv: string[]): Values {
  const texts = Object.fromEntries(entries.map(([name]) => [name, { type: 'string' as const }]))
  try {
    return parseArgs({ args: argv, options: { ...texts, help: { type: 'boolean' } }, allowPositionals: false })
      .values as Values
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\.\s/)
    const known = entries.map(([name]) => `--${name}`)
    throw new UsageError(`${sentence}. Known options: ${known.join(', ')}, --help`)
  }
}

function envOption(values: Values): Name {
  if (values['write-env'] !== undefined && values['env-file'] !== undefined)
    throw new UsageError('--write-env and --env-file are the same option; give --write-env alone')
  return values['env-file'] === undefined ? 'write-env' : 'env-file'
}

function number(values: Values, name: Name): number {
  const { default: usual = 0, max = 0 }: Option = options[name]
  const given = values[name]
  if (given === undefined) return usual
  const value = Number(given)
  if (given !== '' && Number.isInteger(value) && value >= 0 && value <= max) return value
  throw new UsageError(`--${name} is "${given}"; give a whole number from 0 to ${max}`)
}

function text<K extends string>(values: Values, name: Name, field: K): { [key in K]?: string } {
  const given = values[name]
  if (given === undefined) return {}
  if (given === '') throw new UsageError(`--${name} is empty; give the path of a file`)
  return { [field]: String(given) } as { [key in K]?: string }
}

function helpOf([name, { value, meaning, default: usual }]: [string, Option]): string {
  const left = `  --${name} ${value}`.padEnd(22)
  return `${left}${meaning}${usual === undefined ? '' : ` (${usual})`}`
}
