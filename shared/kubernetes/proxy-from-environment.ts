// Which proxy the environment names for a server, by the rules of Go, which kubectl and Helm follow.
import { BlockList, isIP } from 'node:net'

type Environment = Record<string, string | undefined>

/** The proxy's URL, or undefined for a direct connection. This machine itself is never asked for through a proxy. */
export function proxyFor(server: string, env: Environment): string | undefined {
  if (!URL.canParse(server)) return undefined
  const { protocol, hostname, port } = new URL(server)
  const [upper, lower] =
    protocol === 'http:' ? (['HTTP_PROXY', 'http_proxy'] as const) : (['HTTPS_PROXY', 'https_proxy'] as const)
  const proxy = (env[upper] || env[lower] || '').trim()
  if (proxy === '') return undefined
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const at = { host, port: port || (protocol === 'http:' ? '80' : '443') }
  if (isLoopback(host) || isExcepted(at, env['NO_PROXY'] || env['no_proxy'] || '')) return undefined
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`
}

/** Without the password that it may hold. */
export function describeProxy(proxy: string): string {
  if (!URL.canParse(proxy)) return 'a proxy'
  const { protocol, host } = new URL(proxy)
  return `the proxy ${protocol}//${host}`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

type Place = { host: string; port: string }

function isExcepted(at: Place, exceptions: string): boolean {
  return exceptions
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && excepts(entry, at))
}

/** `*`, an address, a range of addresses, a host with all below it, or with `.` or `*.` before it all below it alone. */
function excepts(entry: string, { host, port }: Place): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInRange(entry, host)
  const { name, onlyPort } = split(entry)
  if (onlyPort !== undefined && onlyPort !== port) return false
  if (isIP(name) !== 0 || isIP(host) !== 0) return name === host
  const domain = name.replace(/^\*/, '')
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`)
}

function split(entry: string): { name: string; onlyPort?: string } {
  const [, name = entry, onlyPort] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(entry) ?? []
  return { name: name.replace(/^\[|\]$/g, ''), ...(onlyPort === undefined ? {} : { onlyPort }) }
}

function isInRange(range: string, host: string): boolean {
  const [address = '', bits = ''] = range.split('/')
  const [family, hostFamily] = [isIP(address), isIP(host)]
  if (family === 0 || family !== hostFamily || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    return false
  const list = new BlockList()
  const type = family === 4 ? 'ipv4' : 'ipv6'
  list.addSubnet(address, Number(bits), type)
  return list.check(host, type)
}
