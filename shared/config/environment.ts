// The texts of variables: from `.env`, the environment and `…_FILE`s.
import { readFileSync } from 'node:fs'
import { readEnvFile } from './read-env-file.ts'

export type Environment = Record<string, string | undefined>

/**
 * `.env` of the working directory beneath the environment: what the environment says wins, unless it is empty. Throws an
 * ExitError with code 2 for a file that holds something else than settings.
 */
export function readEnvironment(
  environment: Environment,
  directory: string,
  file = readEnvFile(directory),
): Environment {
  const fromFile = Object.entries(file).filter(([name]) => !environment[name]?.trim())
  return { ...environment, ...Object.fromEntries(fromFile) }
}

/** One warning for variables that no program reads any more. */
export function describeRetiredVariables(environment: Environment): string | undefined {
  const found = Object.keys(environment).filter((name) => name.startsWith('FLASK_'))
  return found.length === 0
    ? undefined
    : `${found.join(', ')} ${found.length > 1 ? 'are' : 'is'} not read; the port is set by PORT`
}

/** Of the variable itself or of its `<NAME>_FILE`; undefined where it is empty or not set. Adds to `faults`. */
export function readText(name: string, environment: Environment, faults: string[]): string | undefined {
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
