// A store's URL over the real ingress, with methods, headers and bodies: what a browser of a shopper or a merchant sends.
import { request } from 'node:http'
import { ingressAddress } from '../../cluster/cluster.ts'

export type Reply = { status: number; location: string; cookies: string[]; body: string }

export function askShop(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  const { host, pathname, search } = new URL(url)
  const [hostname, port] = ingressAddress.split(':')
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, method, path: pathname + search, headers: { ...headers, host }, timeout: 30_000 },
      (answer) => {
        let text = ''
        answer.on('data', (part: Buffer) => {
          text += part.toString()
        })
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? '',
            cookies: answer.headers['set-cookie'] ?? [],
            body: text,
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.on('timeout', () => asked.destroy(new Error(`${url} did not answer within 30 s`)))
    asked.end(body)
  })
}
