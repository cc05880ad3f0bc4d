// The poller's permissions as code lists them and as the chart grants them: one list.
import { expect, test } from 'vitest'
import { nameOf, permissions } from '../../shared/kubernetes/permissions.ts'
import { engines, render } from '../chart/chart.ts'
import { type Rule, renderPlatform } from './chart.ts'

test('the ClusterRole that Helm installs grants each permission of the list and nothing else, to the poller alone', () => {
  const manifests = renderPlatform()
  const role = manifests.find(({ kind }) => kind === 'ClusterRole')
  expect(role?.rules?.flatMap(granted).sort()).toEqual(permissions.map(nameOf).sort())
  expect(manifests.filter(({ kind }) => /Role/.test(kind)).map(({ kind }) => kind)).toEqual([
    'ClusterRole',
    'ClusterRoleBinding',
  ])
  const binding = manifests.find(({ kind }) => kind === 'ClusterRoleBinding')
  expect(binding?.roleRef?.name).toBe(role?.metadata.name)
  expect(binding?.subjects).toEqual([
    { kind: 'ServiceAccount', name: 'storeplane-poller', namespace: 'storeplane-system' },
  ])
})

test('Helm may look for, make and patch every kind that the chart of a store can render, and nothing but that is for Helm', () => {
  const kinds = new Set(engines.flatMap((engine) => render(engine, { environment: 'prod' })).map(({ kind }) => kind))
  const installable = permissions.filter(({ verb }) => verb === 'patch').map(({ resource }) => resource)
  expect(installable.sort()).toEqual([...kinds].map(resourceOf).sort())
  for (const resource of installable) {
    const verbs = permissions.filter((one) => one.resource === resource).map(({ verb }) => verb)
    expect(verbs, resource).toEqual(expect.arrayContaining(['get', 'create']))
  }
})

test('no permission is there twice, and each says what for in a few words', () => {
  expect(new Set(permissions.map(nameOf)).size).toBe(permissions.length)
  for (const { reason } of permissions) expect(reason).toMatch(/^[^\n|]{15,140}[^.]$/)
})

function granted({ apiGroups, resources, verbs, ...more }: Rule): string[] {
  expect(more).toEqual({})
  return verbs.flatMap((verb) =>
    apiGroups.flatMap((group) =>
      resources.map((path) => {
        const [resource, subresource] = path.split('/')
        return `${verb} ${[resource, group].filter(Boolean).join('.')}${subresource ? `/${subresource}` : ''}`
      }),
    ),
  )
}

function resourceOf(kind: string): string {
  const name = kind.toLowerCase()
  return name.endsWith('s') ? `${name}es` : name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`
}
