// Reads variables from `.env`, the environment and `…_FILE`s, and turns all faults at once into one message.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { z } from 'zod'
import { ExitError } from '../errors.ts'

export type Environment = Record<string, string | undefined>

/** `.env` of the working directory beneath the environment: what the environment says wins. */
export function readEnvironment(environment: Environment, directory: string): Environment {
  const file = join(directory, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return { ...fromFile, ...environment }
}

/**
 * Checks the variables of `schema` (its keys are their names) and returns them as the schema makes them.
 * An empty variable counts as absent. Throws an ExitError with code 2 that lists every fault with its cure.
 */
export function parseEnvironment<S extends z.ZodObject>(schema: S, environment: Environment): z.output<S> {
  const faults: string[] = []
  const raw: Environment = {}
  for (const name of Object.keys(schema.shape)) {
    const value = readVariable(name, environment, faults)
    if (value !== undefined) raw[name] = value
  }
  // Read once: compiling a parser for it would cost more than it saves.
  const parsed = schema.safeParse(raw, { jitless: true })
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  if (faults.length > 0 || !parsed.success) throw new ExitError(2, describeFaults(faults))
  return parsed.data
}

/** What to say once of variables that nobody reads any more. */
export function forgottenVariables(environment: Environment): string | undefined {
  const found = Object.keys(environment).filter((name) => name.startsWith('FLASK_'))
  return found.length === 0
    ? undefined
    : `${found.join(', ')} ${found.length > 1 ? 'are' : 'is'} not read; the port is set by PORT`
}

function readVariable(name: string, environment: Environment, faults: string[]): string | undefined {
  const plain = environment[name]?.trim()
  const file = /_(KEY|TOKEN)$/.test(name) ? environment[`${name}_FILE`]?.trim() : undefined
  if (plain && file) faults.push(`${name}: set it or ${name}_FILE, not both`)
  if (plain || !file) return plain || undefined
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    faults.push(`${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code}); name a readable file`)
    return undefined
  }
}

function describeFaults(faults: string[]): string {
  return `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`
}
