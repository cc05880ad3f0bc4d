// What the poller may do in a cluster: the table in docs/permissions.md, and the rules of the chart's ClusterRole.
import { nameOf, type Permission, permissions } from '../../shared/kubernetes/permissions.ts'
import { markdownTable } from './table.ts'

export function permissionsTable(): string {
  const rows = permissions.map((one) => [`\`${nameOf(one)}\``, one.reason])
  return markdownTable(['permission', 'what for'], rows)
}

export function pollerRules(): string {
  const resources = [...new Set(permissions.map(resourceOf))]
  const rules = resources.map((resource) => ruleOf(permissions.filter((one) => resourceOf(one) === resource)))
  return `# Written by \`npm run generate\` from shared/kubernetes/permissions.ts.\n${rules.join('')}`
}

function resourceOf(permission: Permission): string {
  return nameOf(permission).split(' ')[1] ?? ''
}

function ruleOf(rows: Permission[]): string {
  const [{ group, resource, subresource }] = rows as [Permission]
  const path = subresource === undefined ? resource : `${resource}/${subresource}`
  const verbs = rows.map(({ verb, reason }) => `    - ${verb} # ${reason}\n`).join('')
  return `- apiGroups: [${group || '""'}]\n  resources: [${path}]\n  verbs:\n${verbs}`
}
