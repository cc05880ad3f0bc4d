// Hundreds of stores are observed by a handful of LISTs, and nobody's objects are taken for another's.
import { describe, expect, it } from 'vitest'
import { listReleases } from '../../../shared/kubernetes/helm-releases.ts'
import type { KubeObject, ListOptions } from '../../../shared/kubernetes/kube-object.ts'
import { listNamespaces, listWorkloads } from '../../../shared/kubernetes/workloads.ts'

const serverTimeMs = Date.parse('2026-11-24T15:00:00Z')

function clusterOf(objects: (o: ListOptions) => KubeObject[]) {
  const asked: ListOptions[] = []
  const list = async (o: ListOptions) => {
    asked.push(o)
    return { items: objects(o), serverTimeMs }
  }
  return { asked, cluster: { list } }
}

const record = (
  id: string,
  version: number,
  status: string,
  over: Partial<KubeObject['metadata']> = {},
): KubeObject => ({
  metadata: {
    name: `sh.helm.release.v1.${id}.v${version}`,
    namespace: `store-${id}`,
    creationTimestamp: '2026-11-24T14:59:00Z',
    labels: { owner: 'helm', name: id, status, version: String(version) },
    ...over,
  },
})

describe('listReleases', () => {
  it('takes the newest record of each store, by number and not by word, and remembers what was deployed', async () => {
    const records = [record('a', 9, 'superseded'), record('a', 11, 'pending-upgrade'), record('a', 10, 'deployed')]
    const { cluster } = clusterOf(() => [...records, record('b', 1, 'failed')])
    const { releases, serverTimeMs: at } = await listReleases(cluster, ['a', 'b', 'c'])
    expect(at).toBe(serverTimeMs)
    expect(Object.fromEntries(releases)).toEqual({
      a: { status: 'pending-upgrade', version: 11, ageMs: 60_000, deployedVersion: 10 },
      b: { status: 'failed', version: 1, ageMs: 60_000 },
    })
  })

  it('passes over records in other namespaces and Secrets that are no records', async () => {
    const foreign = [record('a', 1, 'deployed', { namespace: 'default' }), record('a', 2, 'deployed', { name: 'mine' })]
    const { cluster } = clusterOf(() => foreign)
    expect((await listReleases(cluster, ['a'])).releases.size).toBe(0)
  })

  it("takes no word for a release's status that is not Helm's: anybody may write the label", async () => {
    const { cluster } = clusterOf(() => [record('a', 1, 'osilzlfXm2kLT_ueMnJtMBwxWkChv_Fe')])
    expect((await listReleases(cluster, ['a'])).releases.get('a')).toMatchObject({ status: 'unknown' })
  })

  it('asks once per 100 stores, for metadata only, and not at all for none', async () => {
    const { cluster, asked } = clusterOf(() => [])
    await listReleases(cluster, [])
    expect(asked).toEqual([])
    await listReleases(
      cluster,
      Array.from({ length: 250 }, (_, i) => `s${i}`),
    )
    expect(asked).toHaveLength(3)
    expect(asked[2]).toMatchObject({ resource: 'secrets', metadataOnly: true })
    expect(asked[2]?.labelSelector).toMatch(/^owner=helm,name in \(s200,.*s249\)$/)
  })
})

const object = (name: string, store: string, namespace = `store-${store}`): KubeObject => ({
  metadata: { name, namespace, labels: { 'storeplane.dev/store': store } },
})

describe('listWorkloads', () => {
  it('sorts objects by store, and every store asked for has its lists', async () => {
    const { cluster, asked } = clusterOf(({ resource }) =>
      resource === 'pods' ? [object('web-1', 'a'), object('web-2', 'b'), object('stray', 'a', 'default')] : [],
    )
    const found = await listWorkloads(cluster, { installation: 'i1', ids: ['a', 'b', 'c'] })
    expect([...found].map(([id, { pods }]) => [id, pods.map(({ metadata }) => metadata.name)])).toEqual([
      ['a', ['web-1']],
      ['b', ['web-2']],
      ['c', []],
    ])
    expect(asked.map(({ resource }) => resource).sort()).toEqual([
      'deployments',
      'ingresses',
      'jobs',
      'persistentvolumeclaims',
      'pods',
      'statefulsets',
    ])
    expect(asked[0]?.labelSelector).toBe('storeplane.dev/installation=i1,storeplane.dev/store in (a,b,c)')
  })
})

describe('listNamespaces', () => {
  it('finds those whose name and label agree', async () => {
    const labelled = (name: string, store: string) => ({
      metadata: { name, labels: { 'storeplane.dev/store': store } },
    })
    const { cluster } = clusterOf(() => [labelled('store-a', 'a'), labelled('other', 'b')])
    const found = await listNamespaces(cluster, { installation: 'i1', ids: ['a', 'b'] })
    expect([...found.keys()]).toEqual(['a'])
  })
})
