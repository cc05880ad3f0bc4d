// A registry on 127.0.0.1 that has one stand-in image and takes its time to send it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../support/process.ts'

export type SlowRegistry = { host: string; stop(): void }
type Blob = { body: Buffer; digest: string }

const oci = 'application/vnd.oci.image'

/** Whatever image is asked for is the stand-in for WordPress; its manifest comes after `delayMs`, each time. */
export async function startSlowRegistry({ delayMs }: { delayMs: number }): Promise<SlowRegistry> {
  const layer = blob(readFileSync(join(root, '.cache/standins/wordpress.tar')))
  const config = blob(imageConfig(layer))
  const manifest = blob(imageManifest(config, layer))
  const server = createServer(async (request, answer) => {
    const path = request.url ?? ''
    const wanted = path.includes('/manifests/') ? manifest : [config, layer].find(({ digest }) => path.endsWith(digest))
    // Not the layer: the node has it already under another image's name, and does not ask for it.
    if (wanted === manifest) await sleep(delayMs)
    if (path !== '/v2/' && wanted === undefined) return void answer.writeHead(404).end()
    const type = wanted === manifest ? `${oci}.manifest.v1+json` : 'application/octet-stream'
    answer.writeHead(200, {
      'content-type': type,
      'content-length': wanted?.body.length ?? 2,
      ...(wanted ? { 'docker-content-digest': wanted.digest } : {}),
    })
    answer.end(request.method === 'HEAD' ? undefined : (wanted?.body ?? '{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function blob(content: Buffer | object): Blob {
  const body = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))
  return { body, digest: `sha256:${createHash('sha256').update(body).digest('hex')}` }
}

function imageConfig(layer: Blob): object {
  const Env = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']
  return {
    architecture: 'amd64',
    os: 'linux',
    config: { Entrypoint: ['/usr/local/bin/docker-entrypoint.sh'], Env },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  }
}

function imageManifest(config: Blob, layer: Blob): object {
  const part = (type: string, { digest, body }: Blob) => ({ mediaType: `${oci}.${type}`, digest, size: body.length })
  return {
    schemaVersion: 2,
    mediaType: `${oci}.manifest.v1+json`,
    config: part('config.v1+json', config),
    layers: [part('layer.v1.tar', layer)],
  }
}
