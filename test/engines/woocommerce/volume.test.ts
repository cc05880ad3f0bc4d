// The plugin on the store's volume: what is downloaded is checked, a running shop sees one version whole, and nothing is left behind.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { type MariaDb, startMariaDb } from '../services/mariadb.ts'
import { makeFolder } from '../services/service.ts'
import { makeImage, newerImage, pluginFolder } from './image.ts'
import { makeShop, type Place, type Shop } from './shop.ts'

const folder = makeFolder('volume')
let mariadb: MariaDb
let place: Place
let shop: Shop

beforeAll(async () => {
  mariadb = await startMariaDb(folder)
  place = { folder, image: makeImage(folder), mariadb, port: await freePort() }
  shop = makeShop(place, 'shop')
  for (const program of ['prepare', 'setup']) expect(await shop.run(program)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await mariadb?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a newer plugin', () => {
  test('takes its place under a running shop, which answers 503 meanwhile and nothing worse', async () => {
    const server = shop.serve(place.port)
    try {
      await eventually(async () => (await visit()).status === 200, { what: 'the shop' })
      const change = shop.run('prepare', {
        STORE_SOURCE: newerImage(place.image, join(folder, 'v2'), { plugin: '2.0.0' }),
      })
      const seen = await visitsUntil(change)
      expect(await change).toMatchObject({ code: 0, stderr: '' })
      expect([...new Set(seen.map(({ status }) => status))].sort()).toEqual([200, 503])
      for (const one of seen) expect(one.retryAfter === null).toBe(one.status === 200)
      expect((await visit()).status).toBe(200)
      expect(existsSync(join(shop.volume, '.maintenance'))).toBe(false)
    } finally {
      server.child.kill('SIGTERM')
      await server.ended
    }
  })

  test('whose change was killed closes the shop for a minute at most, and the next start opens it', async () => {
    const newest = { STORE_SOURCE: newerImage(place.image, join(folder, 'v3'), { plugin: '3.0.0' }) }
    const change = shop.start('prepare', newest)
    const maintenance = join(shop.volume, '.maintenance')
    await eventually(() => existsSync(maintenance), { everyMs: 5, what: '.maintenance' })
    change.child.kill('SIGKILL')
    await change.ended
    const since = Number(/^<\?php \$upgrading = (\d+);$/m.exec(readFileSync(maintenance, 'utf8'))?.[1])
    expect(since + 600 - Date.now() / 1000).toBeLessThanOrEqual(60)
    expect(await shop.run('prepare', newest)).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(maintenance)).toBe(false)
    expect(versionOf(shop.volume)).toBe('3.0.0')
    expect(leftovers(shop.volume)).toEqual([])
  })

  test('whose change was killed between the old and the new one leaves the old one to the next start, without a download', async () => {
    const plugins = join(shop.volume, 'wp-content/plugins')
    mkdirSync(join(plugins, '.storeplane-plugin-0a0b0c0d/new'), { recursive: true })
    renameSync(join(plugins, 'woocommerce'), join(plugins, '.storeplane-plugin-0a0b0c0d/old'))
    expect(await shop.run('prepare')).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(versionOf(shop.volume)).toBe('3.0.0')
    expect(leftovers(shop.volume)).toEqual([])
  })

  const visit = async () => {
    const answer = await fetch(`http://127.0.0.1:${place.port}/`, { headers: { connection: 'close' } })
    await answer.text()
    return { status: answer.status, retryAfter: answer.headers.get('retry-after') }
  }

  async function visitsUntil(end: Promise<unknown>) {
    const seen: Awaited<ReturnType<typeof visit>>[] = []
    let ended = false
    end.finally(() => {
      ended = true
    })
    while (!ended) seen.push(await visit())
    return seen
  }
})

describe('a download', () => {
  let bare: Shop
  let server: Server
  let answer: RequestListener
  let env: Record<string, string>

  beforeAll(async () => {
    const image = join(folder, 'bare-image')
    cpSync(place.image, image, { recursive: true })
    rmSync(join(image, pluginFolder), { recursive: true })
    bare = makeShop({ ...place, image }, 'bare')
    server = createServer((request, response) => answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    env = { PLUGIN_URL: `http://127.0.0.1:${port}/woocommerce.zip`, PLUGIN_VERSION: '1.0.0' }
  })
  afterEach(() => rmSync(join(bare.volume, pluginFolder), { recursive: true, force: true }))
  afterAll(() => new Promise((resolve) => server?.close(resolve).closeAllConnections()))

  test('of the version that is named is installed', async () => {
    send(zip({ version: '1.0.0' }))
    expect(await bare.run('prepare', env)).toMatchObject({ code: 0, stderr: '' })
    expect(versionOf(bare.volume)).toBe('1.0.0')
  })

  test.each(['0.9.0', '1.0.1'])(
    'of another version, %s, is refused with both, and leaves the plugin that is there',
    async (version) => {
      send(zip({ version: '0.8.0' }))
      expect(await bare.run('prepare', { ...env, PLUGIN_VERSION: '0.8.0' })).toMatchObject({ code: 0 })
      send(zip({ version }))
      expect(await bare.run('prepare', env)).toMatchObject({
        code: 1,
        stderr: `What ${env['PLUGIN_URL']} sent is WooCommerce ${version}, and woocommerce.plugin.version says 1.0.0: name the version of that file, or the address of another.\n`,
      })
      expect(versionOf(bare.volume)).toBe('0.8.0')
      expect(leftovers(bare.volume)).toEqual([])
    },
  )

  test('with a flipped bit in a file, stored or deflated, installs the very bytes that were zipped, or nothing', {
    timeout: 300_000,
  }, async () => {
    const place = fc.record({
      level: fc.constantFrom(0 as const, 9 as const),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    })
    await fc.assert(
      fc.asyncProperty(place, async ({ level, at }) => {
        const bytes = zip({ version: '1.0.0', level })
        const bits = contentBits(bytes)
        const bit = bits[Math.floor(at * bits.length)] ?? 0
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        send(bytes)
        const { code, stderr } = await bare.run('prepare', env)
        if (code === 0) expectInstalled('1.0.0')
        else {
          expect(stderr).toMatch(/^What \S+ sent is (damaged: .+|not a readable zip file)\.\n$/)
          expect(existsSync(join(bare.volume, pluginFolder))).toBe(false)
        }
        rmSync(join(bare.volume, pluginFolder), { recursive: true, force: true })
        expect(leftovers(bare.volume)).toEqual([])
      }),
      { numRuns: 30, endOnFailure: true },
    )
  })

  test('with a changed byte in a file names the file', async () => {
    const bytes = zip({ version: '1.0.0' })
    const at = Buffer.from(bytes).indexOf('the body of a file')
    bytes[at] = 'T'.charCodeAt(0)
    send(bytes)
    expect(await bare.run('prepare', env)).toMatchObject({
      code: 1,
      stderr: `What ${env['PLUGIN_URL']} sent is damaged: the checksum of woocommerce/body.php is not the one in the zip file.\n`,
    })
  })

  test('with entries that lead elsewhere writes nothing outside the plugin', async () => {
    const names = [
      '../3v1l.php',
      '/3v1l.php',
      '3v1l.php',
      'woocommerce/../../3v1l.php',
      'woocommerce\\..\\..\\3v1l.php',
      'other/3v1l.php',
    ]
    send(zip({ version: '1.0.0', more: Object.fromEntries(names.map((name) => [name, '3v1l'])) }))
    expect(await bare.run('prepare', env)).toMatchObject({ code: 0, stderr: '' })
    const all = readdirSync(bare.volume, { recursive: true, encoding: 'utf8' })
    expect(all.filter((name) => name.includes('3v1l'))).toEqual([])
  })

  test('that never ends, however it trickles, ends in its time with a sentence, and leaves nothing', async () => {
    answer = (_request, response) => {
      response.writeHead(200)
      const trickle = setInterval(() => response.write(Buffer.alloc(2048)), 50)
      response.once('close', () => clearInterval(trickle))
    }
    const ended = await bare.run('prepare', { ...env, PLUGIN_DEADLINE_SECONDS: '3' })
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^WooCommerce could not be downloaded from \S+: Operation timed out after .+\.\n$/),
    })
    expect(ended.tookMs).toBeLessThan(15_000)
    expect(leftovers(bare.volume)).toEqual([])
  })

  test('that fails at once is retried within its time only', async () => {
    answer = (_request, response) => response.writeHead(503).end()
    const ended = await bare.run('prepare', { ...env, PLUGIN_DEADLINE_SECONDS: '4' })
    expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining('download failed, trying again') })
    expect(ended.stderr).toMatch(/^WooCommerce could not be downloaded from \S+: .*503.*\.\n$/)
    expect(ended.tookMs).toBeLessThan(10_000)
  })

  test('that was killed leaves what the next start removes', async () => {
    answer = (_request, response) => void response.writeHead(200).write('PK')
    const killed = bare.start('prepare', env)
    await eventually(
      () => readdirSync(bare.volume, { recursive: true }).some((name) => /plugin-\w+\/new$/.test(String(name))),
      { everyMs: 5, what: 'the folder of the new plugin' },
    )
    killed.child.kill('SIGKILL')
    await killed.ended
    expect(leftovers(bare.volume)).toHaveLength(1)
    send(zip({ version: '1.0.0' }))
    expect(await bare.run('prepare', env)).toMatchObject({ code: 0, stderr: '' })
    expect(leftovers(bare.volume)).toEqual([])
  })

  function expectInstalled(version: string): void {
    for (const [name, text] of Object.entries(files(version)))
      expect(readFileSync(join(bare.volume, 'wp-content/plugins', name), 'utf8')).toBe(text)
  }

  const send = (bytes: Uint8Array) => {
    answer = (_request, response) => response.end(bytes)
  }
})

const files = (version: string): Record<string, string> => ({
  'woocommerce/woocommerce.php': `<?php\n/**\n * Plugin Name: WooCommerce\n * Version: ${version}\n */\n`,
  'woocommerce/body.php': '<?php // the body of a file\n',
  'woocommerce/i18n/list.php': '<?php return [];\n',
})

function zip({
  version,
  more = {},
  level = 0,
}: {
  version: string
  more?: Record<string, string>
  level?: 0 | 9
}): Uint8Array {
  const entries = Object.entries({ ...files(version), ...more }).map(
    ([name, text]) => [name, Buffer.from(text)] as const,
  )
  return zipSync(Object.fromEntries(entries), { level })
}

/** Numbers of the bits that are the content of a file, by the zip file's local headers. */
function contentBits(bytes: Uint8Array): number[] {
  const view = Buffer.from(bytes)
  const bits: number[] = []
  for (let header = 0; view.readUInt32LE(header) === 0x04034b50; ) {
    const begin = header + 30 + view.readUInt16LE(header + 26) + view.readUInt16LE(header + 28)
    header = begin + view.readUInt32LE(header + 18)
    for (let bit = begin * 8; bit < header * 8; bit++) bits.push(bit)
  }
  return bits
}

const versionOf = (volume: string) =>
  /Version: (\S+)/.exec(readFileSync(join(volume, pluginFolder, 'woocommerce.php'), 'utf8'))?.[1]

const leftovers = (volume: string) =>
  readdirSync(join(volume, 'wp-content/plugins')).filter((name) => name.startsWith('.storeplane-plugin-'))
