// Which proxy is taken for the API server: the rules that kubectl and Helm follow, and a real proxy that is the only way.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openCluster } from '../../../shared/kubernetes/open-cluster.ts'
import { describeProxy, proxyFor } from '../../../shared/kubernetes/proxy-from-environment.ts'
import { startProxy } from '../../support/proxy.ts'
import { startApiServer } from './api-server.ts'
import { certificate } from './certificate.ts'

const proxied = { HTTPS_PROXY: 'http://proxy:3128', HTTP_PROXY: 'plain:80' }

it.each([
  ['https://kube.example.test', proxied, 'http://proxy:3128'],
  ['https://kube.example.test', { https_proxy: 'proxy:3128' }, 'http://proxy:3128'],
  ['http://kube.example.test', proxied, 'http://plain:80'],
  ['https://kube.example.test', { HTTP_PROXY: 'http://proxy:3128' }, undefined],
  ['https://kube.example.test', { ALL_PROXY: 'http://proxy:3128' }, undefined],
  ['https://kube.example.test', { HTTPS_PROXY: '' }, undefined],
  ['https://127.0.0.1:6443', proxied, undefined],
  ['https://[::1]:6443', proxied, undefined],
  ['https://localhost:6443', proxied, undefined],
  ['https://[fd00::1]:6443', proxied, 'http://proxy:3128'],
] as const)('for %s with %j: %s', (server, env, expected) => {
  expect(proxyFor(server, { ...env })).toBe(expected)
})

it.each([
  ['*', 'https://kube.example.test', true],
  ['other, kube.example.test', 'https://kube.example.test:6443', true],
  ['example.test', 'https://kube.example.test', true],
  ['.example.test', 'https://kube.example.test', true],
  ['*.example.test', 'https://kube.example.test', true],
  ['.example.test', 'https://example.test', false],
  ['EXAMPLE.test', 'https://kube.example.test', true],
  ['ample.test', 'https://kube.example.test', false],
  ['kube.example.test:6443', 'https://kube.example.test:6443', true],
  ['kube.example.test:6443', 'https://kube.example.test', false],
  ['10.0.0.0/8', 'https://10.1.2.3', true],
  ['10.0.0.0/8', 'https://11.1.2.3', false],
  ['10.0.0.0/99', 'https://10.1.2.3', false],
  ['10.1.2.3', 'https://10.1.2.3:6443', true],
  ['fd00::/8', 'https://[fd00::1]:6443', true],
  ['[fd00::1]:6443', 'https://[fd00::1]:6443', true],
  [' , ,', 'https://kube.example.test', false],
])('NO_PROXY=%s for %s: %s', (noProxy, server, isDirect) => {
  expect(proxyFor(server, { ...proxied, NO_PROXY: noProxy }) === undefined).toBe(isDirect)
  expect(proxyFor(server, { ...proxied, no_proxy: noProxy }) === undefined).toBe(isDirect)
})

it('is told without the password in it', () => {
  expect(describeProxy('http://user:secret@proxy:3128/')).toBe('the proxy http://proxy:3128')
})

it('an API server that only a proxy reaches answers, over TLS', async () => {
  const api = await startApiServer(() => ({ body: { gitVersion: 'v1' } }), { tls: certificate })
  const proxy = await startProxy(Number(new URL(api.url).port))
  const config = JSON.parse(readFileSync(api.kubeconfig, 'utf8'))
  const server = { server: 'https://kube.example.test:6443', 'insecure-skip-tls-verify': true }
  writeFileSync(api.kubeconfig, JSON.stringify({ ...config, clusters: [{ name: 'c', cluster: server }] }))
  const env = { HTTPS_PROXY: proxy.url }
  const cluster = openCluster({ env, timeoutMs: 5_000, kubeconfig: api.kubeconfig })
  expect(await cluster.version()).toBe('v1')
  expect(cluster.proxy).toBe(`the proxy ${proxy.url}`)
  expect(proxy.asked).toEqual(['kube.example.test:6443'])
  cluster.close()
  await proxy.close()
  await api.close()
})
