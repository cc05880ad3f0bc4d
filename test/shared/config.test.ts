// Configuration: each variable's default and refusals, all faults at once, .env and _FILE.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../shared/clock.ts'
import { adminConfig } from '../../shared/config/admin-config.ts'
import { describeRetiredVariables, type Environment, readEnvironment } from '../../shared/config/environment.ts'
import { functionsConfig } from '../../shared/config/functions-config.ts'
import { pollerConfig } from '../../shared/config/poller-config.ts'
import { defaultReadinessLimits } from '../../shared/config/readiness-limits.ts'
import { expandStoreUrl, findHostFault } from '../../shared/config/store-url.ts'
import { openDatabase } from '../../shared/database/open-database.ts'
import { ExitError } from '../../shared/errors.ts'

const secret = Buffer.alloc(32, 'test').toString('base64')
const poller = (environment: Environment) => pollerConfig({ STORE_SECRET_KEY: secret, ...environment }, '/srv')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function faultOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof ExitError && error.exitCode === 2) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

test("the functions' defaults are the contract's", () => {
  expect(functionsConfig({}, '/srv')).toEqual({
    database: { kind: 'local', file: '/srv/store_platform.db' },
    databaseAuthToken: undefined,
    host: '127.0.0.1',
    port: 5000,
    reservedNames: ['www', 'api', 'admin', 'app', 'dashboard', 'mail', 'smtp', 'ns1', 'ns2', 'status', 'auth'],
    secretKeys: undefined,
    rateLimitPerSecond: 0,
    nameHoldMs: 0,
    corsAllowOrigins: undefined,
    logLevel: 'info',
  })
})

test("the control plane's own host reserves its first label, and a host that is none is refused", () => {
  const reserved = (PUBLIC_HOST: string) => functionsConfig({ PUBLIC_HOST }, '/srv').reservedNames
  expect(reserved('panel.shops.example.com')).toContain('panel')
  expect(reserved('Panel.Shops.example.com.')).toContain('panel')
  for (const odd of ['https://panel.example.com', 'panel.example.com:443', 'panel/x', '-panel.example.com', 'a..b'])
    expect(() => reserved(odd)).toThrow(/PUBLIC_HOST: must be a host name without scheme, port and path/)
})

test("the poller's defaults are the contract's", () => {
  expect(poller({})).toMatchObject({
    database: { kind: 'local', file: '/srv/store_platform.db' },
    chartPath: '/srv/helm/store',
    valuesFiles: ['/srv/helm/store/values.yaml', '/srv/helm/store/values-local.yaml'],
    kubeconfig: undefined,
    domain: 'localhost',
    urlTemplate: 'http://{name}.{domain}',
    urlProbe: 'on',
    probeAddress: undefined,
    adminEmail: 'admin@{host}',
    provisioningTimeoutMs: 600_000,
    pollIntervalMs: 5_000,
    leaseTtlMs: 60_000,
    helmTimeoutMs: 40_000,
    helmGraceMs: 10_000,
    installSlots: 4,
    uninstallSlots: 2,
    tickMaxMs: 50_000,
    checkIntervalMs: 60_000,
    failedRecheck: 'report',
    readinessLimits: defaultReadinessLimits,
    logLevel: 'info',
  })
})

test('how long a fault must hold before a store has failed is set in seconds, restarts by their number', () => {
  const { readinessLimits } = poller({ FAIL_AFTER_CRASH_LOOP_SECONDS: '18', FAIL_AFTER_CRASH_LOOP_RESTARTS: '2' })
  expect(readinessLimits).toEqual({ ...defaultReadinessLimits, crashLoopMs: 18_000, crashLoopRestarts: 2 })
})

describe('CORS_ALLOW_ORIGINS', () => {
  const read = (text: string) => functionsConfig({ CORS_ALLOW_ORIGINS: text }, '/work').corsAllowOrigins

  test('is a list of origins', () => {
    expect(read('https://panel.example.com, http://localhost:3000,')).toEqual([
      'https://panel.example.com',
      'http://localhost:3000',
    ])
  })

  test.each([
    ['*', 'that nobody has named'],
    ['https://a.example,*', 'that nobody has named'],
    ['https://*.example.com', 'that nobody has named'],
    ['https://a.example/', 'write https://a.example'],
    ['https://a.example/path', 'write https://a.example'],
    ['HTTPS://A.example', 'write https://a.example'],
    ['https://a.example:443', 'write https://a.example'],
    ['https://me:secret@a.example', 'write https://a.example'],
    ['a.example', 'write https://panel.example.com'],
    ['null', 'write https://panel.example.com'],
    ['file:///x', 'write https://panel.example.com'],
  ])('refuses %s with what to write instead', (text, cure) => {
    const fault = faultOf(() => read(text))
    expect(fault).toContain('CORS_ALLOW_ORIGINS: must')
    expect(fault).toContain(cure)
  })
})

describe('DATABASE_URL', () => {
  test.each([
    ['sqlite:///x.db', { kind: 'local', file: '/srv/x.db' }],
    ['sqlite:///a/x.db', { kind: 'local', file: '/srv/a/x.db' }],
    ['sqlite:////var/x.db', { kind: 'local', file: '/var/x.db' }],
    ['file:x.db', { kind: 'local', file: '/srv/x.db' }],
    ['file:/var/x.db', { kind: 'local', file: '/var/x.db' }],
    ['file:///var/x%20y.db', { kind: 'local', file: '/var/x y.db' }],
    ['libsql://db.example', { kind: 'remote', url: 'libsql://db.example' }],
    ['http://127.0.0.1:8080', { kind: 'remote', url: 'http://127.0.0.1:8080' }],
    ['https://db.example', { kind: 'remote', url: 'https://db.example' }],
    ['', { kind: 'local', file: '/srv/store_platform.db' }],
  ])('%s is %j', (text, address) => {
    expect(adminConfig({ DATABASE_URL: text }, '/srv').database).toEqual(address)
  })

  test.each(['x.db', 'sqlite://x.db', 'postgres://db', 'http://', 'file:///%zz', 'file://[x'])(
    '%s is refused with the forms that are known',
    (text) => {
      expect(faultOf(() => adminConfig({ DATABASE_URL: text }, '/srv'))).toContain('sqlite:///relative.db')
    },
  )
})

test.each(['localhost:80', '127.0.0.1:5000', '[::1]', 'http://localhost', '*', 'a b', '/run/socket'])(
  'HOST %s is refused, with where the port goes',
  (value) => {
    expect(faultOf(() => functionsConfig({ HOST: value }, '/srv'))).toMatch(/HOST: must be an address.*PORT/)
  },
)

test.each(['0.0.0.0', '::', '::1', 'fe80::1%eth0', 'localhost', 'panel.shops.example.com'])(
  'HOST may be %s',
  (host) => {
    expect(functionsConfig({ HOST: host }, '/srv').host).toBe(host)
  },
)

test.each(['sqlite:///', 'sqlite:////var/', 'file:', 'file:/var/', 'file:.', 'sqlite:///..', 'sqlite:///a/.'])(
  'DATABASE_URL %s is refused, for it names a folder',
  (text) => {
    expect(faultOf(() => adminConfig({ DATABASE_URL: text }, '/srv'))).toContain('must name a file, not a folder')
  },
)

describe('DATABASE_URL with what no driver heeds', () => {
  test.each([
    ['sqlite:///x.db?mode=ro', 'must have no ? and no #'],
    ['sqlite:////var/x.db#old', 'must have no ? and no #'],
    ['file:x.db?mode=memory', 'must have no ? and no #'],
    ['file:///var/x.db?cache=shared', 'must have no ? and no #'],
    ['libsql://db.example?tls=0', 'name a server without TLS by http://'],
    ['libsql://db.example?authToken=hunter2', 'DATABASE_AUTH_TOKEN'],
    ['https://db.example/?authToken=hunter2', 'DATABASE_AUTH_TOKEN'],
    ['https://me:hunter2@[db', 'sqlite:///relative.db'],
  ])('%s is refused with what to write instead, and without what may be secret', (text, cure) => {
    const fault = faultOf(() => adminConfig({ DATABASE_URL: text }, '/srv'))
    expect(fault).toMatch(/DATABASE_URL: must/)
    expect(fault).toContain(cure)
    expect(fault).not.toContain('hunter2')
  })

  test.each(['http', 'https', 'libsql'])(
    'a password in the URL of a server by %s is refused and never printed',
    async (scheme) => {
      const address = { kind: 'remote', url: `${scheme}://me:hunter2@db.example` } as const
      const opened = openDatabase({ address, authToken: undefined, synchronous: 'FULL', clock: systemClock })
      const fault = await opened.catch((error: unknown) => error)
      expect(fault).toMatchObject({ exitCode: 2, message: expect.stringContaining('DATABASE_AUTH_TOKEN') })
      expect(inspect(fault)).not.toContain('hunter2')
    },
  )
})

test.each([
  ['in base64', Buffer.alloc(32).toString('base64')],
  ['in hex', Buffer.alloc(32, 0x5a).toString('hex')],
  ['behind a good one', `${secret},${Buffer.alloc(48, 255).toString('base64')}`],
])('a STORE_SECRET_KEY of one byte repeated, %s, is refused', (_, key) => {
  const fault = faultOf(() => poller({ STORE_SECRET_KEY: key }))
  expect(fault).toMatch(/STORE_SECRET_KEY: is one byte again and again.*randomBytes\(32\)/)
  expect(fault).not.toContain(key)
})

describe('a domain or template that gives some store no valid host is refused by its variables:', () => {
  test.each([
    ['an empty part', { BASE_DOMAIN: 'shops..example' }, 'two dots'],
    ['a part of 64 characters', { BASE_DOMAIN: `${'a'.repeat(64)}.example` }, 'part of 64'],
    ['a hyphen at an end', { BASE_DOMAIN: 'shops-.example' }, 'hyphen'],
    ['more than 253 characters', { BASE_DOMAIN: Array(32).fill('example').join('.') }, 'at most 253'],
    [
      'a prefix that is too long for a long name',
      { STORE_URL_TEMPLATE: `http://${'x'.repeat(24)}{name}.{domain}` },
      'part of 64',
    ],
    ['a hyphen before the dot', { STORE_URL_TEMPLATE: 'http://{name}-.{domain}' }, 'hyphen'],
    ['an underscore', { STORE_URL_TEMPLATE: 'http://{name}_shop.{domain}' }, '_shop'],
    ['a last part of digits', { BASE_DOMAIN: 'shops.127' }, 'reads as another one'],
    ['a name alone, which may be of digits', { STORE_URL_TEMPLATE: 'http://{name}' }, 'reads as another one'],
  ])('%s', (_, environment, says) => {
    const fault = faultOf(() => poller(environment))
    expect(fault).toMatch(/STORE_URL_TEMPLATE .* BASE_DOMAIN .* no valid host/)
    expect(fault).toContain(says)
  })

  test('whatever is not refused gives each name a host that a URL keeps, of parts that DNS takes', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '1', '-', '.', '_'), minLength: 1, maxLength: 70 })
    const name = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/).filter((text) => !text.includes('--'))
    fc.assert(
      fc.property(part, part, name, (before, domain, name) => {
        const template = `https://${before}{name}.{domain}`
        if (findHostFault(template, domain) !== null) return
        const { host } = expandStoreUrl(template, name, domain)
        expect(host).toBe(`${before}${name}.${domain}`)
        expect(host.length).toBeLessThanOrEqual(253)
        for (const label of host.split('.')) expect(label).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a value that cannot be meant is refused by its name:', () => {
  test.each([
    ['PROVISIONING_TIMEOUT_SECONDS', ['0', '-1', 'ten', 'Infinity', '90000']],
    ['PROVISIONING_POLL_INTERVAL_SECONDS', ['0', '301']],
    ['BASE_DOMAIN', ['UPPER.example', '-a', 'a b', 'http://a']],
    ['STORE_URL_TEMPLATE', ['http://shop.example', 'http://x/{name}', 'ftp://{name}', '{name}']],
    ['STORE_URL_PROBE', ['yes', 'ON']],
    ['INGRESS_PROBE_ADDRESS', ['127.0.0.1', 'http://a:80', 'a:b']],
    ['STORE_SECRET_KEY', ['short', 'äöü', `${secret},short`]],
    ['STORE_ADMIN_EMAIL', ['nobody', 'a b@c']],
    ['LEASE_TTL_SECONDS', ['0.5', '3601']],
    ['HELM_TIMEOUT_SECONDS', ['0', '3601']],
    ['HELM_STOP_GRACE_SECONDS', ['0']],
    ['HELM_INSTALL_SLOTS', ['0', '1.5', '101']],
    ['HELM_UNINSTALL_SLOTS', ['0', 'x']],
    ['TICK_MAX_SECONDS', ['0', '0x10', '1e1', '1,5', '.']],
    ['STORE_CHECK_INTERVAL_SECONDS', ['-1']],
    ['FAILED_RECHECK', ['on']],
    ['LOG_LEVEL', ['verbose']],
  ])('%s', (name, values) => {
    for (const value of values) expect(faultOf(() => poller({ [name]: value }))).toMatch(new RegExp(`${name}: .{10,}`))
  })

  test.each(['-1', '65536', '80.5', 'http', '0x50', '1e3', '+80', '8 0'])('PORT %s', (value) => {
    expect(faultOf(() => functionsConfig({ PORT: value }, '/srv'))).toContain('PORT: must be a whole number')
  })
})

test('all faults are told at once, and none of them shows a secret', () => {
  const message = faultOf(() =>
    poller({ BASE_DOMAIN: '!', LOG_LEVEL: 'x', STORE_SECRET_KEY: 'hunter2', HELM_INSTALL_SLOTS: '0' }),
  )
  expect(message).toContain('4 faults')
  for (const name of ['BASE_DOMAIN', 'LOG_LEVEL', 'STORE_SECRET_KEY', 'HELM_INSTALL_SLOTS'])
    expect(message).toContain(name)
  expect(message).not.toContain('hunter2')
})

test('a missing STORE_SECRET_KEY is refused with the command that makes one', () => {
  expect(faultOf(() => pollerConfig({}, '/srv'))).toContain("randomBytes(32).toString('base64')")
})

test('a Helm that may outlive the lease is refused', () => {
  const message = faultOf(() => poller({ HELM_TIMEOUT_SECONDS: '50', HELM_STOP_GRACE_SECONDS: '10' }))
  expect(message).toMatch(/60 s .* less than LEASE_TTL_SECONDS/)
})

test('seconds may be fractions, keys base64 or hex, and several keys stand newest first', () => {
  expect(poller({ PROVISIONING_POLL_INTERVAL_SECONDS: '0.25' }).pollIntervalMs).toBe(250)
  const hex = Buffer.alloc(32, 'other').toString('hex')
  const keys = poller({ STORE_SECRET_KEY: `${hex}, ${secret}` }).secretKeys
  expect(keys.map(({ bytes }) => bytes[0])).toEqual(['o', 't'].map((letter) => letter.charCodeAt(0)))
})

describe('the environment', () => {
  test('wins over .env of the working directory', () => {
    writeFileSync(join(folder, '.env'), 'PORT=1\nHOST="::1"\n')
    expect(readEnvironment({ PORT: '2' }, folder)).toEqual({ PORT: '2', HOST: '::1' })
    expect(readEnvironment({ PORT: '2' }, '/nowhere')).toEqual({ PORT: '2' })
  })

  test('may name a file with a key or token, but not both and none that is not there', () => {
    const file = join(folder, 'key')
    writeFileSync(file, `${secret}\n`)
    expect(pollerConfig({ STORE_SECRET_KEY_FILE: file }, '/srv').secretKeys).toHaveLength(1)
    expect(adminConfig({ DATABASE_AUTH_TOKEN_FILE: file }, '/srv').databaseAuthToken).toBe(secret)
    expect(faultOf(() => poller({ STORE_SECRET_KEY_FILE: file }))).toContain('not both')
    expect(faultOf(() => pollerConfig({ STORE_SECRET_KEY_FILE: `${file}x` }, '/srv'))).toContain('ENOENT')
  })

  test('earns one sentence for all variables of the old program, naming PORT', () => {
    expect(describeRetiredVariables({ FLASK_ENV: 'x', FLASK_PORT: '1', PORT: '2' })).toMatch(
      /^FLASK_ENV, FLASK_PORT are .*PORT$/,
    )
    expect(describeRetiredVariables({ PORT: '2' })).toBeUndefined()
  })
})

test.each([
  ['http://{name}.{domain}', 'http://a.localhost', 'a.localhost'],
  ['https://{name}.shops.example:8443/', 'https://a.shops.example:8443', 'a.shops.example'],
  ['http://{name}.{domain}/shop/', 'http://a.localhost/shop', 'a.localhost'],
])('the template %s expands to %s', (template, url, host) => {
  expect(expandStoreUrl(template, 'a', 'localhost')).toEqual({ url, host })
})
