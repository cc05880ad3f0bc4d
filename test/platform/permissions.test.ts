// The poller's permissions as code lists them, as the chart grants them, and as the documentation explains them: one list. UPDATE=1 writes the others anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nameOf, type Permission, permissions } from '../../shared/kubernetes/permissions.ts'
import { engines, render } from '../chart/chart.ts'
import { root } from '../support/process.ts'
import { type Rule, renderPlatform } from './chart.ts'

const rulesFile = join(root, 'helm/platform/files/poller-rules.yaml')
const page = join(root, 'docs/permissions.md')
const command = 'UPDATE=1 npx vitest run test/platform/permissions.test.ts'

test("the chart's rules are the list, verb by verb, each with its reason", () => {
  const wanted = `# Written by \`${command}\` from shared/kubernetes/permissions.ts.\n${resources().map(ruleOf).join('')}`
  if (process.env['UPDATE']) writeFileSync(rulesFile, wanted)
  expect(readFileSync(rulesFile, 'utf8')).toBe(wanted)
})

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

test('the table of docs/permissions.md is the list', () => {
  const start = `<!-- permissions: written by \`${command}\` -->\n`
  const end = '<!-- end of permissions -->'
  const [before, rest] = readFileSync(page, 'utf8').split(start)
  const rows = permissions.map((one) => `| \`${nameOf(one)}\` | ${one.reason} |`)
  const table = ['| permission | what for |', '|---|---|', ...rows, ''].join('\n')
  const wanted = `${before}${start}${table}${end}${rest?.split(end)[1]}`
  if (process.env['UPDATE']) writeFileSync(page, wanted)
  expect(readFileSync(page, 'utf8')).toBe(wanted)
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

function resources(): Permission[][] {
  const keys = [...new Set(permissions.map(pathOf))]
  return keys.map((key) => permissions.filter((one) => pathOf(one) === key))
}

const pathOf = (one: Permission) => nameOf(one).split(' ')[1]

function ruleOf(rows: Permission[]): string {
  const [{ group, resource, subresource } = rows[0] as Permission] = rows
  const path = subresource === undefined ? resource : `${resource}/${subresource}`
  const verbs = rows.map(({ verb, reason }) => `    - ${verb} # ${reason}\n`).join('')
  return `- apiGroups: [${group || '""'}]\n  resources: [${path}]\n  verbs:\n${verbs}`
}

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
