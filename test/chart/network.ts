// Evaluates NetworkPolicies as a network plugin does: a flow passes when the source may send it and the target may take it.
import { BlockList, isIPv4 } from 'node:net'

type Labels = Record<string, string>
type Selector = {
  matchLabels?: Labels
  matchExpressions?: { key: string; operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'; values?: string[] }[]
}
type Peer = { podSelector?: Selector; namespaceSelector?: Selector; ipBlock?: { cidr: string; except?: string[] } }
type PolicyPort = { port?: number | string; endPort?: number; protocol?: string }
type Rule = { from?: Peer[]; to?: Peer[]; ports?: PolicyPort[] }

export type Policy = {
  /** Where it lives: its rules without a namespace selector mean this one. */
  namespace: string
  podSelector: Selector
  policyTypes: ('Ingress' | 'Egress')[]
  ingress?: Rule[]
  egress?: Rule[]
}

/** A pod, or an address outside when it has no labels. `ports` are its named ones. */
export type Endpoint = { ip: string; namespace?: string; labels?: Labels; ports?: Record<string, number> }
export type Flow = { from: Endpoint; to: Endpoint; port: number; protocol?: 'TCP' | 'UDP' }

export function passes(policies: Policy[], flow: Flow): boolean {
  return side(policies, 'Egress', flow) && side(policies, 'Ingress', flow)
}

/** An endpoint that no policy of this direction selects is open; selected, it is closed but for what some rule allows. */
function side(policies: Policy[], direction: 'Ingress' | 'Egress', flow: Flow): boolean {
  const [own, other] = direction === 'Egress' ? [flow.from, flow.to] : [flow.to, flow.from]
  const selecting = policies.filter(
    ({ namespace, podSelector, policyTypes }) =>
      policyTypes.includes(direction) && own.namespace === namespace && matches(podSelector, own.labels),
  )
  if (selecting.length === 0) return true
  return selecting.some(({ namespace, ingress = [], egress = [] }) =>
    (direction === 'Egress' ? egress : ingress).some((rule) => {
      const peers = direction === 'Egress' ? rule.to : rule.from
      return (!peers || peers.some((peer) => isPeer(peer, other, namespace))) && portMatches(rule.ports, flow)
    }),
  )
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: Peer, endpoint: Endpoint, home: string): boolean {
  if (ipBlock) return inBlock(ipBlock.cidr, endpoint.ip) && !ipBlock.except?.some((cidr) => inBlock(cidr, endpoint.ip))
  if (!endpoint.labels) return false
  const namespaceFits = namespaceSelector
    ? matches(namespaceSelector, { 'kubernetes.io/metadata.name': endpoint.namespace ?? '' })
    : endpoint.namespace === home
  return namespaceFits && (!podSelector || matches(podSelector, endpoint.labels))
}

function portMatches(ports: PolicyPort[] | undefined, { to, port, protocol = 'TCP' }: Flow): boolean {
  if (!ports) return true
  return ports.some((one) => {
    if ((one.protocol ?? 'TCP') !== protocol) return false
    if (one.port === undefined) return true
    const first = typeof one.port === 'string' ? to.ports?.[one.port] : one.port
    return first !== undefined && port >= first && port <= (one.endPort ?? first)
  })
}

function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels = {}): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value)
        case 'NotIn':
          return value === undefined || !values.includes(value)
        case 'Exists':
          return value !== undefined
        case 'DoesNotExist':
          return value === undefined
        default:
          throw new Error(`${operator satisfies never} is no operator`)
      }
    })
  )
}

function inBlock(cidr: string, ip: string): boolean {
  const [network = '', bits] = cidr.split('/')
  if (isIPv4(network) !== isIPv4(ip)) return false
  const family = isIPv4(ip) ? 'ipv4' : 'ipv6'
  const block = new BlockList()
  block.addSubnet(network, Number(bits), family)
  return block.check(ip, family)
}
