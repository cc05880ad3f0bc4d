// The URL is asked as a shopper's browser would, and a shop's owner can make the probe do nothing else: real servers.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { probeStore, probeUrl } from '../../../poller/readiness/probe-url.ts'
import type { UrlProbe } from '../../../poller/readiness/url-probe.ts'
import type { ProbeAnswer } from '../../../shared/engines/index.ts'
import { certificate } from '../../shared/kubernetes/certificate.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    server.close()
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void).call(server)
  })
  return (server.address() as AddressInfo).port
}

const serve = (onRequest: RequestListener) => listen(createServer(onRequest))

const ok = (answer: ProbeAnswer) => (answer.status === 200 ? null : `HTTP ${answer.status} where 200 was expected`)

function probe(over: Partial<UrlProbe> & { url: string }) {
  const bounds = { timeoutMs: 5_000, maxBytes: 65_536, maxRedirects: 3 }
  return probeUrl({ path: '/', insecure: false, accept: ok, ...bounds, ...over })
}

describe('where the probe goes', () => {
  it('to loopback for *.localhost, with the store’s Host', async () => {
    let seen: IncomingMessage | undefined
    const port = await serve((request, response) => {
      seen = request
      response.end('shop')
    })
    expect(await probe({ url: `http://my-store.localhost:${port}`, path: '/a?b=1' })).toEqual({ ok: true })
    expect(seen?.headers.host).toBe(`my-store.localhost:${port}`)
    expect(seen?.url).toBe('/a?b=1')
  })

  it('to the address given, whatever the name server thinks of the host', async () => {
    let host: string | undefined
    const port = await serve((request, response) => {
      host = request.headers.host
      response.end()
    })
    const verdict = await probe({ url: 'http://shop.example.invalid', address: `127.0.0.1:${port}` })
    expect(verdict).toEqual({ ok: true })
    expect(host).toBe('shop.example.invalid')
  })

  it('over TLS with the store’s name, and believes an unknown certificate only when told to', async () => {
    let name: string | false | null | undefined
    const port = await listen(
      createHttpsServer(certificate, (request, response) => {
        name = (request.socket as TLSSocket).servername
        response.end()
      }),
    )
    const target = { url: 'https://shop.example.invalid', address: `127.0.0.1:${port}` }
    expect(await probe({ ...target, insecure: true })).toEqual({ ok: true })
    expect(name).toBe('shop.example.invalid')
    expect(await probe(target)).toMatchObject({ ok: false, message: expect.stringContaining('SELF_SIGNED') })
  })
})

describe('what the probe does not wait for or read', () => {
  it('an answer that is late', async () => {
    const port = await serve(() => undefined)
    const verdict = await probe({ url: `http://a.localhost:${port}`, timeoutMs: 100 })
    expect(verdict).toEqual({ ok: false, message: `http://a.localhost:${port}/: no answer within 100 ms` })
  })

  it('a body that never ends', async () => {
    const port = await serve((_, response) => {
      const more = () => {
        while (response.writable && response.write('x'.repeat(10_000)));
      }
      response.on('drain', more)
      more()
    })
    let length = 0
    const accept = (answer: ProbeAnswer) => {
      length = answer.body.length
      return null
    }
    expect(await probe({ url: `http://a.localhost:${port}`, maxBytes: 1_000, accept })).toEqual({ ok: true })
    expect(length).toBe(1_000)
  })

  it.each([
    ['nobody there', undefined, 'connection refused'],
    ['no HTTP', 'SSH-2.0-secret\r\n\r\n', 'the answer is not HTTP'],
  ])('%s is told without quoting the answer', async (_, bytes, message) => {
    const server = createTcpServer((socket) => socket.on('error', () => undefined).end(bytes ?? ''))
    const port = await listen(server)
    if (bytes === undefined) await new Promise((resolve) => server.close(resolve))
    expect(await probe({ url: `http://a.localhost:${port}` })).toEqual({
      ok: false,
      message: `http://a.localhost:${port}/: ${message}`,
    })
  })

  it('a host that nobody knows', async () => {
    const verdict = await probe({ url: 'http://shop.example.invalid' })
    expect(verdict).toMatchObject({ ok: false, message: expect.stringContaining('name server') })
  })
})

describe('redirects', () => {
  const redirecting = (to: (host: string) => string) =>
    serve((request, response) => {
      if (request.url === '/home') return response.end('home')
      return response.writeHead(302, { location: to(request.headers.host ?? '') }).end()
    })

  it('to the store itself are followed', async () => {
    const relative = await redirecting(() => '/home')
    expect(await probe({ url: `http://a.localhost:${relative}` })).toEqual({ ok: true })
    const absolute = await redirecting((host) => `http://${host}/home`)
    expect(await probe({ url: `http://a.localhost:${absolute}` })).toEqual({ ok: true })
  })

  it('to anywhere else never leave this machine', async () => {
    let reached = 0
    const other = await serve((_, response) => {
      reached += 1
      response.end()
    })
    for (const target of [
      `http://b.localhost:${other}/`,
      `http://127.0.0.1:${other}/`,
      `http://a.localhost:${other}/`,
      'http://169.254.169.254/latest/meta-data/',
      '//b.localhost/x',
      'https://a.localhost/',
      'file:///etc/passwd',
      'http://[',
    ]) {
      const port = await redirecting(() => target)
      const verdict = await probe({ url: `http://a.localhost:${port}` })
      expect(verdict, target).toMatchObject({ ok: false, message: expect.stringMatching(/HTTP 302 to /) })
    }
    expect(reached).toBe(0)
  })

  it('to https are not followed over a fixed address, and the message says what to change', async () => {
    const port = await redirecting((host) => `https://${host}/home`)
    const verdict = await probe({ url: 'http://shop.example.invalid', address: `127.0.0.1:${port}` })
    expect(verdict).toMatchObject({ ok: false, message: expect.stringContaining('STORE_URL_TEMPLATE') })
  })

  it('that go round in circles end after the third', async () => {
    let asked = 0
    const port = await serve((_, response) => {
      asked += 1
      response.writeHead(302, { location: '/again' }).end()
    })
    expect(await probe({ url: `http://a.localhost:${port}` })).toMatchObject({ ok: false })
    expect(asked).toBe(4)
  })
})

describe('a store', () => {
  type Answers = Record<string, (response: ServerResponse) => unknown>
  const json = (status: number, body: unknown) => (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
  const page =
    (text: string, status = 200) =>
    (response: ServerResponse) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end(text)
  const redirect = (location: string) => (response: ServerResponse) => response.writeHead(302, { location }).end()

  const woo = { '/': page('<h1>Shop</h1>'), '/wp-json/wc/store/v1/products': json(200, []) }
  const medusa = {
    '/health': page('OK'),
    '/store/products': json(400, { message: 'Publishable API key required in x-publishable-api-key' }),
  }
  const installer = { '/': redirect('/wp-admin/install.php'), '/wp-admin/install.php': page('Welcome') }

  const verdictOf = async (engine: 'woocommerce' | 'medusa', answers: Answers) => {
    const port = await serve((request, response) => {
      const answer = answers[(request.url ?? '').split('?')[0] ?? ''] ?? page('nothing', 404)
      answer(response)
    })
    return probeStore({ engine, url: `http://a.localhost:${port}`, insecure: false })
  }

  it.each<['woocommerce' | 'medusa', string, Answers]>([
    ['woocommerce', 'a page and a list of products', woo],
    [
      'woocommerce',
      'a list longer than is read',
      { ...woo, '/wp-json/wc/store/v1/products': json(200, Array(50_000).fill('product')) },
    ],
    ['medusa', 'its health and the request for a publishable key', medusa],
    ['medusa', 'its health and products', { ...medusa, '/store/products': json(200, { products: [] }) }],
  ])('of %s is open with %s', async (engine, _, answers) => {
    expect(await verdictOf(engine, answers)).toEqual({ ok: true })
  })

  it.each<['woocommerce' | 'medusa', string, Answers, string]>([
    ['woocommerce', 'an ingress without it', {}, 'HTTP 404'],
    ['woocommerce', 'the installer', { ...woo, ...installer }, 'WordPress is not installed yet'],
    [
      'woocommerce',
      'no database',
      { ...woo, '/': page('<h1>Error establishing a database connection</h1>', 500) },
      'does not reach its database',
    ],
    ['woocommerce', 'no shop in WordPress', { '/': woo['/'] }, 'HTTP 404'],
    [
      'woocommerce',
      'a page for products',
      { ...woo, '/wp-json/wc/store/v1/products': page('[secret') },
      'not answered as JSON',
    ],
    [
      'woocommerce',
      'an object for products',
      { ...woo, '/wp-json/wc/store/v1/products': json(200, { code: 'secret' }) },
      'not answered as JSON',
    ],
    ['medusa', 'bad health', { ...medusa, '/health': page('secret', 503) }, 'HTTP 503'],
    ['medusa', 'a 400 of another kind', { ...medusa, '/store/products': json(400, { message: 'secret' }) }, 'HTTP 400'],
  ])(
    'of %s is not open with %s, and the message repeats nothing of the answer',
    async (engine, _, answers, message) => {
      const verdict = await verdictOf(engine, answers)
      expect(verdict).toMatchObject({ ok: false, message: expect.stringContaining(message) })
      expect(JSON.stringify(verdict)).not.toContain('secret')
    },
  )
})
