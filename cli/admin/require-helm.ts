// The Helm of this machine, for commands that need it.

import { ExitError } from '../../shared/errors.ts'
import { findHelmBinary } from '../../shared/helm/find-helm.ts'
import type { Context } from '../context.ts'

/** Its absolute path. Throws an ExitError with code 2. */
export function requireHelm({ environment }: Pick<Context, 'environment'>): string {
  const binary = findHelmBinary(environment['PATH'] ?? '')
  if (binary !== undefined) return binary
  throw new ExitError(2, 'Helm CLI not found: install Helm (https://helm.sh/docs/intro/install/) and put it on PATH')
}
