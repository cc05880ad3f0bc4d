// Composes the values of a store: what its row fixed, and its credentials. Everything else is the release's.
import { deriveEngineCredentials, type SecretKey } from '../credentials.ts'
import type { Store } from '../stores/index.ts'

export type ValuedStore = Pick<Store, 'id' | 'name' | 'engine' | 'host' | 'url' | 'adminEmail'>

/** The chart `helm/store` takes these two parts; nothing of them comes from the configuration. */
export function valuesOf(store: ValuedStore, key: SecretKey, { installation }: { installation: string }) {
  const { id, name, engine, host, url, adminEmail } = store
  return {
    store: { id, name, engine, host, url, installation, adminEmail, adminUser: 'admin' },
    credentials: deriveEngineCredentials(key, store),
  }
}
