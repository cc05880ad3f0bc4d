// The environment of a Helm process: what every child of ours gets, and where Helm keeps its records.
import { childEnvironment } from '../kubernetes/child-environment.ts'

/** HOME is kept, for Helm caches the cluster's discovery there between runs. */
export function helmEnvironment(env: Record<string, string | undefined>): Record<string, string> {
  return { ...childEnvironment(env), HELM_DRIVER: 'secret' }
}
