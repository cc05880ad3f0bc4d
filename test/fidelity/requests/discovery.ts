// What clients ask first: version, groups, resources, and whether they may do a thing.
import type { Request } from '../request.ts'

const core = [
  'namespaces',
  'pods',
  'pods/log',
  'secrets',
  'configmaps',
  'services',
  'persistentvolumeclaims',
  'events',
  'serviceaccounts',
]
const groups = ['apps', 'batch', 'networking.k8s.io', 'authorization.k8s.io', 'rbac.authorization.k8s.io']
const may = (spec: object) => ({ kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', spec })

export const discovery: Request[] = [
  { name: 'version', path: '/version' },
  { name: 'core versions', path: '/api' },
  { name: 'groups', path: '/apis', only: groups },
  { name: 'core resources', path: '/api/v1', only: core },
  {
    name: 'apps resources',
    path: '/apis/apps/v1',
    only: ['deployments', 'statefulsets', 'replicasets', 'deployments/scale'],
  },
  { name: 'batch resources', path: '/apis/batch/v1', only: ['jobs', 'jobs/status'] },
  {
    name: 'networking resources',
    path: '/apis/networking.k8s.io/v1',
    only: ['ingresses', 'networkpolicies', 'ingressclasses'],
  },
  { name: 'one group', path: '/apis/apps' },
  { name: 'a group that is not there', path: '/apis/nothing.example.com/v1' },
  { name: 'a path that is not there', path: '/nowhere' },
  {
    name: 'a review of what is allowed',
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: may({ resourceAttributes: { verb: 'create', resource: 'namespaces' } }),
  },
  {
    name: 'a review without a question',
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: may({}),
  },
]
