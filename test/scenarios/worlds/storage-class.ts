// A storage class of a test's own, provided as the cluster's default one is.
import { runLabel } from '../../cluster/cluster.ts'
import type { KubeApi } from '../../support/kube-api.ts'

const path = '/apis/storage.k8s.io/v1/storageclasses'

type StorageClass = { metadata: { name: string; annotations?: Record<string, string> }; provisioner: string }

export async function provideStorageClass(api: KubeApi, name: string): Promise<void> {
  const { items } = JSON.parse((await api.ask('GET', path)).text) as { items: StorageClass[] }
  const usual = items.find(
    ({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
  )
  const body = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    ...usual,
    metadata: { name, labels: runLabel() },
  }
  const { status, text } = await api.ask('POST', path, { body })
  if (status !== 201) throw new Error(`the storage class ${name} was not made: ${text}`)
}

export async function removeStorageClass(api: KubeApi, name: string): Promise<void> {
  await api.ask('DELETE', `${path}/${name}`)
}
