// Records what the real API server of KUBECONFIG answers: `cluster exec npm run record:fidelity`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openKubeApi } from '../support/kube-api.ts'
import { askAll } from './ask.ts'
import { namespace } from './request.ts'

const kubeconfig = process.env['KUBECONFIG']
if (!kubeconfig) {
  console.error('record: KUBECONFIG is not set; it names the real cluster to ask')
  process.exit(2)
}
const api = await openKubeApi(kubeconfig)
if ((await api.ask('GET', `/api/v1/namespaces/${namespace}`)).status !== 404) {
  console.error(`record: the namespace ${namespace} is there already and was not touched; remove it and record again`)
  process.exit(1)
}
try {
  const { gitVersion } = JSON.parse((await api.ask('GET', '/version')).text) as { gitVersion: string }
  const { answers, missed } = await askAll(api)
  if (missed.length > 0) throw new Error(`this never came: ${missed.join('; ')}`)
  const recorded = { kubernetes: gitVersion, answers }
  writeFileSync(join(import.meta.dirname, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`)
  console.log(`record: ${Object.keys(answers).length} answers of Kubernetes ${gitVersion}`)
} finally {
  const held = `/api/v1/namespaces/${namespace}/configmaps/held`
  const headers = { 'content-type': 'application/merge-patch+json' }
  await api.ask('PATCH', held, { headers, body: { metadata: { finalizers: null } } })
  await api.ask('DELETE', `/api/v1/namespaces/${namespace}`)
  api.close()
}
