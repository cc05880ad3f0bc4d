// Apache by the chart's own two files, on real ports: how many requests it answers at once, and which files are nobody's.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { render } from '../../chart/chart.ts'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { accountOf, makeFolder, startService } from '../services/service.ts'

const workers = 4
const modules = '/usr/lib/apache2/modules'
const folder = makeFolder('apache')
let port: number
let server: ReturnType<typeof startService>

beforeAll(async () => {
  port = await freePort()
  const files = configMap()
  const root = join(folder, 'html')
  mkdirSync(join(root, 'wp-content/plugins/.storeplane-plugin-0a0b0c0d/new'), { recursive: true })
  for (const path of [...open, ...closed]) writeFileSync(join(root, path), 'content')
  const moved = (text = '') =>
    text
      .replaceAll('/var/www/html', root)
      .replaceAll('/opt/storeplane', folder)
      .replace('Listen 8080', `Listen 127.0.0.1:${port}`)
      .replaceAll(':8080', `:${port}`)
      .replace('Listen 8081\n', '')
  writeFileSync(
    join(folder, 'apache.conf'),
    [
      ...['mpm_prefork', 'authz_core'].map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`),
      `ServerRoot ${folder}`,
      `ErrorLog ${folder}/error.log`,
      `PidFile ${folder}/pid`,
      'Mutex pthread',
      'LogFormat "%h %r %>s" combined',
      'MaxRequestWorkers 150',
      moved(files['ports.conf']),
      moved(files['site.conf']),
    ].join('\n'),
  )
  const account = accountOf('nobody')
  if (account) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder])
  server = startService(
    'env',
    [`APACHE_LOG_DIR=${folder}`, 'apache2', '-f', join(folder, 'apache.conf'), '-D', 'FOREGROUND'],
    { account, cwd: folder },
  )
  await eventually(async () => (await status('open.txt')) === 200, { what: 'Apache' }).catch((error) => {
    throw new Error(`${error.message}\n${server.output()}`)
  })
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const open = ['open.txt', 'wp-content/open.txt']
const closed = [
  '.storeplane-files',
  '.maintenance',
  'wp-content/.storeplane-partial',
  'wp-content/plugins/.storeplane-plugin-0a0b0c0d/new/readme.txt',
]

test('what the set-up keeps on the volume is not served, however its path is written', async () => {
  for (const path of open) expect(await status(path), path).toBe(200)
  const written = (path: string) => [
    path,
    path.replaceAll('.storeplane', '%2estoreplane'),
    `/${path.replaceAll('/', '//')}`,
    `x/../${path}`,
  ]
  for (const path of closed.flatMap(written)) expect(await status(path), path).toBe(403)
})

test('a burst of connections starts as many processes as the memory limit holds, and the others wait', async () => {
  const held = await Promise.all(Array.from({ length: workers * 3 }, hold))
  try {
    await eventually(() => processes() === workers, { what: `${workers} processes` })
    for (let look = 0; look < 20; look++) expect(processes()).toBeLessThanOrEqual(workers)
    for (const socket of held) socket.destroy()
    expect(await status('open.txt')).toBe(200)
  } finally {
    for (const socket of held) socket.destroy()
  }
})

/** A client that has connected and sends half a request. */
const hold = () =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.once('error', reject)
    socket.write('GET /open.txt HTTP/1.1\r\nHost: shop\r\n')
  })

const processes = () =>
  readFileSync(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8').trim().split(' ').length

/** Of the path as it stands: fetch() would tidy it up. */
const status = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = get({ host: '127.0.0.1', port, path: `/${path}`, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.once('error', reject)
  })

const configMap = () =>
  render('woocommerce', { set: ['woocommerce.resources.web.limits.memory=192Mi'] }).find(
    ({ kind }) => kind === 'ConfigMap',
  )?.data ?? {}
