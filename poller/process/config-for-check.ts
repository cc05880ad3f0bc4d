// The configuration of `--check`: where the key alone is missing, everything else is looked at all the same.
import type { Environment } from '../../shared/config/environment.ts'
import { type PollerConfig, pollerConfig } from '../../shared/config/poller-config.ts'
import { cureOf } from '../../shared/config/read-variables.ts'
import { variables } from '../../shared/config/variables/index.ts'

type ForCheck = { config: PollerConfig; keyFault: string | null }

/** Nothing is derived from it: a check installs nothing. */
const standIn = Buffer.from('stands in for the key during a check').toString('base64')

/** Throws an ExitError with code 2 naming every faulty variable, the missing key with them. */
export function configForCheck(environment: Environment, directory: string): ForCheck {
  const isSet = ['STORE_SECRET_KEY', 'STORE_SECRET_KEY_FILE'].some((name) => environment[name]?.trim())
  if (isSet) return { config: pollerConfig(environment, directory), keyFault: null }
  try {
    const config = pollerConfig({ ...environment, STORE_SECRET_KEY: standIn }, directory)
    return { config, keyFault: `is required; ${cureOf(variables.STORE_SECRET_KEY)}` }
  } catch (error) {
    pollerConfig(environment, directory)
    throw error
  }
}
