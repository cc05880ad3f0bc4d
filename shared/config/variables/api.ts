// What the functions serve, where, and to whom.
import { isIP } from 'node:net'
import { origins } from '../origins.ts'
import { count, type Shape, seconds } from '../shape.ts'
import { faultOfHost } from '../store-url.ts'
import type { Variable } from '../variable.ts'

const names: Shape<string[]> = {
  form: 'names, separated by commas',
  read: (list) =>
    list
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
}

const publicHost: Shape<string> = {
  form: 'a host name without scheme, port and path',
  read: (host) => {
    const name = host.toLowerCase().replace(/\.$/, '')
    return faultOfHost(name) === null ? name : undefined
  },
}

/** Whether this machine has it turns out when it is listened on. */
const ownAddress: Shape<string> = {
  form: 'an address or host name of this machine, without port; the port goes to PORT',
  read: (host) => (isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host) ? host : undefined),
}

export const api = {
  HOST: {
    readBy: ['functions'],
    default: '127.0.0.1',
    shape: ownAddress,
    meaning: 'The address to listen on. Beyond loopback, an API key must exist.',
    example: '0.0.0.0',
  },
  PORT: {
    readBy: ['functions'],
    default: '5000',
    shape: count({ max: 65_535 }),
    meaning: 'The port to listen on. 0 picks a free one, which the log names.',
    example: '8080',
  },
  RESERVED_NAMES: {
    readBy: ['functions'],
    default: 'www,api,admin,app,dashboard,mail,smtp,ns1,ns2,status,auth',
    shape: names,
    meaning: 'Names that no store may have.',
    example: 'www,api,shop',
  },
  NAME_HOLD_SECONDS: {
    readBy: ['functions'],
    default: '0',
    shape: seconds({ min: 0, max: 31_536_000 }),
    meaning:
      'How long a name, and its host with it, is kept for its former owner after the deletion of its store: for anybody else it is taken until then, so that cookies and links do not fall to another shop. 0: it is free at once.',
    example: '604800',
  },
  PUBLIC_HOST: {
    readBy: ['functions', 'poller'],
    shape: publicHost,
    meaning:
      'The host under which the API and the dashboard are reached from outside. Its first label is reserved, and no store gets it: a store there could take the sign-in page.',
    example: 'panel.shops.example.com',
  },
  RATE_LIMIT_PER_SECOND: {
    readBy: ['functions'],
    default: '0',
    shape: count(),
    meaning:
      "Requests per second that one key may send to one process, in bursts of one second's worth. Beyond that the answer is 429. 0: no limit.",
    example: '20',
  },
  CORS_ALLOW_ORIGINS: {
    readBy: ['functions'],
    shape: origins,
    meaning:
      'Origins whose pages may read answers, exact and separated by commas. Not set: none. It takes effect once there is a key.',
    example: 'https://panel.example.com',
  },
} as const satisfies Record<string, Variable>
