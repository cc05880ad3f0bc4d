// Reads variables as the table describes them; all faults at once, each with the variable's name and the cure.

import { ExitError } from '../errors.ts'
import { type Environment, readText } from './environment.ts'
import type { Shape } from './shape.ts'
import type { Reader, Variable } from './variable.ts'
import { type VariableName, variables } from './variables/index.ts'

type Table = typeof variables
type NamesOf<R extends Reader> = {
  [N in VariableName]: R extends Table[N]['readBy'][number] ? N : never
}[VariableName]
type Required<N extends VariableName, R> = Table[N] extends { default: string }
  ? true
  : Table[N] extends { requiredBy: readonly (infer Needs)[] }
    ? R extends Needs
      ? true
      : false
    : false
type ValueOf<N extends VariableName, R> =
  Table[N]['shape'] extends Shape<infer T> ? (Required<N, R> extends true ? T : T | undefined) : never
export type Values<N extends VariableName, R = never> = { [K in N]: ValueOf<K, R> }

export type Surroundings = { environment: Environment; directory: string }

/** All that `reader` reads. Throws an ExitError with code 2 that lists every fault. */
export function readConfiguration<R extends Reader>(reader: R, surroundings: Surroundings): Values<NamesOf<R>, R> {
  return readAll(namesReadBy(reader), reader, surroundings) as Values<NamesOf<R>, R>
}

/** Some variables alone; what is not set is undefined. Throws as readConfiguration does. */
export function readVariables<N extends VariableName>(names: readonly N[], surroundings: Surroundings): Values<N> {
  return readAll(names, undefined, surroundings) as Values<N>
}

export function namesReadBy(reader: Reader): VariableName[] {
  return (Object.keys(variables) as VariableName[]).filter((name) => describe(name).readBy.includes(reader))
}

function readAll(
  names: readonly VariableName[],
  reader: Reader | undefined,
  { environment, directory }: Surroundings,
): Record<string, unknown> {
  const faults: string[] = []
  const values: Record<string, unknown> = {}
  for (const name of names) {
    const variable = describe(name)
    const text = readText(name, environment, faults) ?? variable.default
    if (text !== undefined) values[name] = variable.shape.read(text, directory)
    else if (reader !== undefined && variable.requiredBy?.includes(reader))
      faults.push(`${name}: is required; ${cureOf(variable)}`)
    if (text !== undefined && values[name] === undefined) faults.push(...faultsOf(name, variable, text))
  }
  if (faults.length > 0) throw new ExitError(2, describeFaults(faults))
  return values
}

function faultsOf(name: string, variable: Variable, text: string): string[] {
  const { shape } = variable
  const exact = shape.faultsOf?.(text) ?? [`${cureOf(variable)}${shape.isSecret ? '' : `, not "${text}"`}`]
  return exact.map((fault) => `${name}: ${fault}`)
}

/** What to write instead of a faulty value. */
export function cureOf({ shape, example }: Variable): string {
  return shape.hint === undefined ? `must be ${shape.form}, such as ${example}` : `must be ${shape.form}; ${shape.hint}`
}

function describe(name: VariableName): Variable {
  return variables[name]
}

function describeFaults(faults: string[]): string {
  return `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`
}
