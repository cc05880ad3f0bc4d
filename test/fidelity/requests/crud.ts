// Making, reading, changing and removing; what is there already, and what is not there.
import { namespace, type Request } from '../request.ts'

const maps = `/api/v1/namespaces/${namespace}/configmaps`
const secrets = `/api/v1/namespaces/${namespace}/secrets`
const map = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels: { app: name, tier: 'test' } },
  data: { key: 'value' },
  ...more,
})
const releaseSecret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'sh.helm.release.v1.shop.v1',
    labels: { owner: 'helm', name: 'shop', status: 'deployed', version: '1' },
  },
  type: 'helm.sh/release.v1',
  data: { release: 'eA==' },
}
const selected = (selector: string) => `${maps}?labelSelector=${encodeURIComponent(selector)}`
const ours = ['one', 'two']

export const crud: Request[] = [
  {
    name: 'a namespace made',
    method: 'POST',
    path: '/api/v1/namespaces',
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { app: 'fidelity' } } },
  },
  {
    name: 'its service account is there',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts/default`,
    until: (_, status) => status === 200,
  },
  { name: 'the namespace read', path: `/api/v1/namespaces/${namespace}` },
  { name: 'a namespace that is not there', path: '/api/v1/namespaces/nobody' },
  {
    name: 'the namespace made again',
    method: 'POST',
    path: '/api/v1/namespaces',
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  },
  { name: 'a ConfigMap made', method: 'POST', path: maps, body: map('one') },
  { name: 'another made', method: 'POST', path: maps, body: map('two'), silent: true },
  { name: 'a ConfigMap made on trial', method: 'POST', path: `${maps}?dryRun=All`, body: map('trial') },
  { name: 'which left nothing', path: `${maps}/trial` },
  { name: 'a ConfigMap made again', method: 'POST', path: maps, body: map('one') },
  { name: 'a ConfigMap read', path: `${maps}/one` },
  { name: 'a ConfigMap that is not there', path: `${maps}/nobody` },
  { name: 'ConfigMaps listed', path: maps, only: ours },
  { name: 'those with a label', path: selected('app=one') },
  { name: 'those with another', path: selected('tier=test,app!=one'), only: ours },
  { name: 'those with one of several', path: selected('app in (one,three)') },
  { name: 'those with a label of whatever value', path: selected('tier') },
  { name: 'those without a label', path: selected('!tier'), only: ours },
  { name: 'a selector that cannot be read', path: selected('app in (one') },
  { name: 'that of a name', path: `${maps}?fieldSelector=metadata.name%3Dtwo` },
  { name: 'a field that cannot be selected by', path: `${maps}?fieldSelector=data.key%3Dvalue` },
  { name: 'a page of one', path: `${selected('tier=test')}&limit=1`, capture: { next: '/metadata/continue' } },
  { name: 'the page after it', path: `${selected('tier=test')}&limit=1&continue={next}` },
  {
    name: 'a ConfigMap replaced',
    method: 'PUT',
    path: `${maps}/one`,
    body: map('one', { data: { key: 'other', second: 'two' } }),
  },
  {
    name: 'one replaced that was changed meanwhile',
    method: 'PUT',
    path: `${maps}/one`,
    body: map('one', { metadata: { name: 'one', resourceVersion: '1' } }),
  },
  { name: 'one replaced under another name', method: 'PUT', path: `${maps}/one`, body: map('other') },
  { name: 'one replaced that is not there', method: 'PUT', path: `${maps}/nobody`, body: map('nobody') },
  { name: 'a Secret as Helm keeps its releases', method: 'POST', path: secrets, body: releaseSecret },
  { name: 'the same again', method: 'POST', path: secrets, body: releaseSecret },
  {
    name: 'releases by their labels',
    path: `${secrets}?labelSelector=${encodeURIComponent('owner=helm,name in (shop,other)')}`,
  },
  { name: 'a ConfigMap removed', method: 'DELETE', path: `${maps}/two` },
  { name: 'one removed that is not there', method: 'DELETE', path: `${maps}/two` },
  {
    name: 'one removed of another uid',
    method: 'DELETE',
    path: `${maps}/one`,
    body: { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid: '00000000-0000-0000-0000-000000000000' } },
  },
  { name: 'a verb that is not for lists', method: 'PUT', path: maps, body: map('one') },
  {
    name: 'a ConfigMap for a namespace that is not there',
    method: 'POST',
    path: '/api/v1/namespaces/nobody/configmaps',
    body: map('one'),
  },
  {
    name: 'one whose namespace is not that of the path',
    method: 'POST',
    path: maps,
    body: map('three', { metadata: { name: 'three', namespace: 'default' } }),
  },
]
