// Every object of the simulated cluster, indexed by resource and namespace, with the changes that watches replay.
import { isDeepStrictEqual } from 'node:util'
import { type ChangeLog, createChangeLog } from './change-log.ts'
import type { KindOf } from './kinds.ts'
import { type KubeObject, namespaceOf } from './object.ts'

export interface Located {
  key: string
  object: KubeObject
}

export interface Objects {
  get<K extends string>(key: K, namespace: string, name: string): KindOf<K> | undefined
  /** Sorted by namespace and name; all namespaces when none is given. */
  list<K extends string>(key: K, namespace?: string): KindOf<K>[]
  /** Every object of a namespace, of whatever kind. */
  inNamespace(namespace: string): Located[]
  hasUid(uid: string): boolean
  located(uid: string): Located | undefined
  dependents(uid: string): Located[]
  /** Creates or replaces; an unchanged object is not written. The value belongs to the store from then on. */
  save(key: string, object: KubeObject): KubeObject
  remove(key: string, namespace: string, name: string): void
  revision(): number
  log: ChangeLog
}

export function createObjects(): Objects {
  const byNamespace = new Map<string, Map<string, Map<string, KubeObject>>>()
  const byUid = new Map<string, Located>()
  const byOwner = new Map<string, Set<string>>()
  const log = createChangeLog()
  let revision = 1

  const shelf = (key: string, namespace: string): Map<string, KubeObject> => {
    const spaces = byNamespace.get(key) ?? new Map<string, Map<string, KubeObject>>()
    byNamespace.set(key, spaces)
    const found = spaces.get(namespace) ?? new Map<string, KubeObject>()
    spaces.set(namespace, found)
    return found
  }
  const get = (key: string, namespace: string, name: string) => byNamespace.get(key)?.get(namespace)?.get(name)

  function forgetOwners(object: KubeObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owned = byOwner.get(uid)
      owned?.delete(object.metadata.uid)
      if (owned?.size === 0) byOwner.delete(uid)
    }
  }

  function index(key: string, object: KubeObject, previous: KubeObject | undefined): void {
    if (previous) forgetOwners(previous)
    byUid.set(object.metadata.uid, { key, object })
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      byOwner.set(uid, (byOwner.get(uid) ?? new Set()).add(object.metadata.uid))
    }
  }

  return {
    log,
    revision: () => revision,
    get: (key, namespace, name) => get(key, namespace, name) as KindOf<typeof key> | undefined,
    hasUid: (uid) => byUid.has(uid),
    located: (uid) => byUid.get(uid),
    dependents: (uid) => [...(byOwner.get(uid) ?? [])].flatMap((owned) => byUid.get(owned) ?? []),

    list(key, namespace) {
      const spaces = byNamespace.get(key)
      const wanted = namespace === undefined ? [...(spaces?.keys() ?? [])].sort() : [namespace]
      const found = wanted.flatMap((space) => sorted(spaces?.get(space)))
      return found as KindOf<typeof key>[]
    },

    inNamespace: (namespace) =>
      [...byNamespace].flatMap(([key, spaces]) => sorted(spaces.get(namespace)).map((object) => ({ key, object }))),

    save(key, object) {
      const previous = get(key, namespaceOf(object), object.metadata.name)
      if (previous && isDeepStrictEqual(previous, withRevision(object, previous.metadata.resourceVersion))) {
        return previous
      }
      revision += 1
      const saved = withRevision(object, String(revision))
      shelf(key, namespaceOf(object)).set(object.metadata.name, saved)
      index(key, saved, previous)
      log.add({ key, type: previous ? 'MODIFIED' : 'ADDED', object: saved, previous, revision })
      return saved
    },

    remove(key, namespace, name) {
      const previous = get(key, namespace, name)
      if (!previous) return
      revision += 1
      const left = shelf(key, namespace)
      left.delete(name)
      if (left.size === 0) byNamespace.get(key)?.delete(namespace)
      forgetOwners(previous)
      byUid.delete(previous.metadata.uid)
      const object = withRevision(previous, String(revision))
      log.add({ key, type: 'DELETED', object, previous, revision })
    },
  }
}

const withRevision = (object: KubeObject, resourceVersion: string): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion },
})

const sorted = (shelf: Map<string, KubeObject> | undefined): KubeObject[] =>
  [...(shelf?.values() ?? [])].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
