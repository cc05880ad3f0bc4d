// The four ways of changing a part of an object.
import { namespace, type Request } from '../request.ts'

const path = `/api/v1/namespaces/${namespace}/configmaps/one`
const type = (name: string) => ({ 'content-type': `application/${name}` })
const applied = (data: object, name = 'one') => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })

export const patches: Request[] = [
  {
    name: 'a merge patch',
    method: 'PATCH',
    path,
    headers: type('merge-patch+json'),
    body: { data: { key: null, third: 'three' } },
  },
  {
    name: 'a strategic merge patch',
    method: 'PATCH',
    path,
    headers: type('strategic-merge-patch+json'),
    body: { metadata: { labels: { tier: 'patched' } } },
  },
  {
    name: 'a JSON patch',
    method: 'PATCH',
    path,
    headers: type('json-patch+json'),
    body: [{ op: 'add', path: '/data/fourth', value: '4' }],
  },
  {
    name: 'a JSON patch whose test fails',
    method: 'PATCH',
    path,
    headers: type('json-patch+json'),
    body: [{ op: 'test', path: '/data/fourth', value: '5' }],
  },
  {
    name: 'an apply that makes',
    method: 'PATCH',
    path: `${path}-applied?fieldManager=helm`,
    headers: type('apply-patch+yaml'),
    body: applied({ a: '1', b: '2' }, 'one-applied'),
  },
  {
    name: 'an apply that takes a field away',
    method: 'PATCH',
    path: `${path}-applied?fieldManager=helm`,
    headers: type('apply-patch+yaml'),
    body: applied({ a: '1' }, 'one-applied'),
  },
  {
    name: 'an apply of another that conflicts',
    method: 'PATCH',
    path: `${path}-applied?fieldManager=other`,
    headers: type('apply-patch+yaml'),
    body: applied({ a: '2' }, 'one-applied'),
  },
  {
    name: 'an apply of another by force',
    method: 'PATCH',
    path: `${path}-applied?fieldManager=other&force=true`,
    headers: type('apply-patch+yaml'),
    body: applied({ a: '2' }, 'one-applied'),
  },
  {
    name: 'an apply without a manager',
    method: 'PATCH',
    path: `${path}-applied`,
    headers: type('apply-patch+yaml'),
    body: applied({ a: '3' }, 'one-applied'),
  },
  { name: 'a patch of a type that is none', method: 'PATCH', path, headers: type('json'), body: {} },
  {
    name: 'a patch of what is not there',
    method: 'PATCH',
    path: `${path}-nobody`,
    headers: type('merge-patch+json'),
    body: { data: {} },
  },
]
