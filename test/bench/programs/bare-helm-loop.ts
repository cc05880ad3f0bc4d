// The bare loop that a drain is compared with: for each store its namespace over the API, then `helm install` with the
// product's own flags, values and environment, as many at once as the poller has slots; nothing is recorded, nothing looked at.
import { spawn } from 'node:child_process'
import pLimit from 'p-limit'
import { labelsOf } from '../../../poller/actions/claim-namespace.ts'
import { pollerConfig } from '../../../shared/config/poller-config.ts'
import { expandStoreUrl } from '../../../shared/config/store-url.ts'
import { findHelmBinary } from '../../../shared/helm/find-helm.ts'
import { helmEnvironment } from '../../../shared/helm/helm-environment.ts'
import { installArgs } from '../../../shared/helm/open-helm.ts'
import { valuesOf } from '../../../shared/helm/store-values.ts'
import { makeStoreId, namespaceOf } from '../../../shared/ids.ts'
import { openCluster } from '../../../shared/kubernetes/open-cluster.ts'

const [count = '1', installation = ''] = process.argv.slice(2)
const config = pollerConfig(process.env, process.cwd())
const helm = findHelmBinary(process.env['PATH'] ?? '') ?? 'helm'
const cluster = openCluster({ env: process.env, kubeconfig: config.kubeconfig, timeoutMs: 10_000 })
const [key] = config.secretKeys

const atOnce = pLimit(config.installSlots)
const startedMs = performance.now()
await Promise.all(Array.from({ length: Number(count) }, (_, n) => atOnce(() => install(`bare-${n}`))))
console.log(`installed in ${(performance.now() - startedMs) / 1_000} s`)
cluster.close()

async function install(name: string): Promise<void> {
  if (key === undefined) throw new Error('STORE_SECRET_KEY is missing')
  const id = makeStoreId(name)
  const { url, host } = expandStoreUrl(config.urlTemplate, name, config.domain)
  const adminEmail = config.adminEmail.replaceAll('{host}', host)
  const store = { id, name, engine: 'woocommerce' as const, host, url, adminEmail }
  const namespace = namespaceOf(id)
  await cluster.createNamespace({ name: namespace, labels: labelsOf(store, installation) })
  const { chartPath, valuesFiles, helmTimeoutMs: timeoutMs } = config
  const values = JSON.stringify(valuesOf(store, key, { installation }))
  await runHelm(installArgs({ timeoutMs }, { release: id, namespace, chartPath, valuesFiles }), values)
}

function runHelm(args: string[], values: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = helmEnvironment(process.env)
    const child = spawn(helm, args, { env, stdio: ['pipe', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`helm ended with ${code}`))))
    child.stdin?.end(values)
  })
}
