// What each container of the control plane is given and denied: rights, secrets, room.
import { describe, expect, test } from 'vitest'
import { type Container, containersOf, find, forms, podsOf, renderPlatform } from './chart.ts'

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount'
const storeKeyPath = '/etc/storeplane/store-key'

const having = (manifests: ReturnType<typeof renderPlatform>, path: string) =>
  containersOf(manifests)
    .filter(({ container }) => container.volumeMounts.some(({ mountPath }) => mountPath === path))
    .map(({ owner, container }) => `${owner}/${container.name}`)

describe.each(Object.entries(forms))('%s', (name, values) => {
  const manifests = renderPlatform(values)

  test('no container may become root or write to its image, and each has a memory limit', () => {
    for (const { owner, container } of containersOf(manifests)) {
      expect(container.securityContext, owner).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      expect(container.resources.limits?.memory, owner).toMatch(/^\d+Mi$/)
    }
    for (const { owner, pod } of podsOf(manifests))
      expect(pod.spec.securityContext, owner).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      })
  })

  test("the token for the Kubernetes API is in the poller's container alone", () => {
    const pollers = {
      file: 'Deployment/storeplane',
      server: 'Deployment/storeplane-poller',
      cronjob: 'CronJob/storeplane-poller',
    }
    expect(having(manifests, tokenPath)).toEqual([`${pollers[name as keyof typeof forms]}/poller`])
    for (const { pod } of podsOf(manifests)) expect(pod.spec.automountServiceAccountToken).toBe(false)
    const accounts = manifests.filter(({ kind }) => kind === 'ServiceAccount')
    expect(accounts.map(({ automountServiceAccountToken }) => automountServiceAccountToken)).not.toContain(true)
    const projected = podsOf(manifests).flatMap(({ pod }) => pod.spec.volumes.filter((volume) => volume.projected))
    expect(projected).toHaveLength(1)
  })

  test('STORE_SECRET_KEY and the API key are files of those who need them, and no variable holds a secret', () => {
    const withKey = having(manifests, storeKeyPath).map((path) => path.split('/').at(-1))
    expect(withKey).toEqual(name === 'cronjob' ? ['poller'] : ['functions', 'poller'])
    expect(having(manifests, '/etc/storeplane/api-key').map((path) => path.split('/').at(-1))).toEqual(['first-key'])
    for (const { container } of containersOf(manifests))
      for (const variable of container.env ?? []) {
        expect(variable.value, variable.name).toBeTypeOf('string')
        if (/_(KEY|TOKEN)/.test(variable.name)) expect(variable.name).toMatch(/_FILE$/)
      }
  })

  test('every volume that is mounted is there once, and every one that is there is mounted', () => {
    for (const { owner, pod } of podsOf(manifests)) {
      const there = pod.spec.volumes.map((volume) => volume.name).sort()
      const mounted = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].flatMap((one) => one.volumeMounts)
      expect([...new Set(mounted.map((mount) => mount.name))].sort(), owner).toEqual(there)
    }
  })

  test('the Service leads to the pods that serve, and to no others', () => {
    const selector = find(manifests, 'Service')?.spec?.selector ?? {}
    const led = podsOf(manifests).filter(({ pod }) =>
      Object.entries(selector).every(([label, value]) => pod.metadata.labels[label] === value),
    )
    expect(led.map(({ owner }) => owner)).toEqual([
      name === 'file' ? 'Deployment/storeplane' : 'Deployment/storeplane-functions',
    ])
    expect(led[0]?.pod.spec.containers[0]?.name).toBe('functions')
  })
})

test('with a file there is one pod, replaced by stopping the old one first, and its volume outlives the release', () => {
  const manifests = renderPlatform(forms.file)
  expect(find(manifests, 'Deployment')?.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } })
  expect(find(manifests, 'PersistentVolumeClaim')?.metadata.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' })
})

test('with a server functions scale, and are not all taken away at once', () => {
  const manifests = renderPlatform(forms.server)
  expect(find(manifests, 'Deployment', 'storeplane-functions')?.spec?.replicas).toBe(3)
  expect(find(manifests, 'PodDisruptionBudget')?.spec).toMatchObject({ maxUnavailable: 1 })
  expect(find(manifests, 'Deployment', 'storeplane-poller')?.spec?.replicas).toBe(2)
  expect(find(manifests, 'PersistentVolumeClaim')).toBeUndefined()
})

test('the runs of a CronJob have one host name, so that the API knows them as one poller', () => {
  const [{ pod } = { pod: undefined }] = podsOf(renderPlatform(forms.cronjob)).filter(({ owner }) =>
    /^CronJob/.test(owner),
  )
  expect(pod?.spec.hostname).toBe('storeplane-poller')
  expect(pod?.spec.containers[0]?.args.slice(2)).toEqual(['--for', '55s'])
})

test.each([
  [{ installSlots: 1, uninstallSlots: 1 }, '736Mi', '228Mi'],
  [{ installSlots: 4, uninstallSlots: 2 }, '1696Mi', '528Mi'],
  [{ installSlots: 8, uninstallSlots: 4 }, '3136Mi', '928Mi'],
])('the memory of a poller with the slots %j is at most %s, and requested %s', (poller, limit, request) => {
  const { resources } = pollerOf({ poller })
  expect([resources.limits?.memory, resources.requests?.memory]).toEqual([limit, request])
})

test('memory that is given wins over the computed one', () => {
  const poller = { resources: { requests: { cpu: '1' }, limits: { memory: '5Gi' } } }
  expect(pollerOf({ poller }).resources).toEqual({
    requests: { cpu: '1', memory: '528Mi' },
    limits: { memory: '5Gi' },
  })
})

test("a change of the stores' values replaces the poller's pod, for it reads them when it starts", () => {
  const [plain, other] = [{}, { ingress: { className: 'nginx' } }].map((values) => {
    const [first] = podsOf(renderPlatform({ stores: { values } }))
    return first?.pod.metadata.annotations['storeplane.dev/store-values']
  })
  expect(plain).not.toBe(other)
})

test('a poller that watches is asked whether it is alive, one that ends by itself is not', () => {
  expect(pollerOf(forms.server).livenessProbe).toMatchObject({
    exec: { command: ['node', '/app/poller.mjs', '--alive'] },
  })
  expect(pollerOf(forms.cronjob).livenessProbe).toBeUndefined()
})

function pollerOf(values: Parameters<typeof renderPlatform>[0]): Container {
  const found = containersOf(renderPlatform(values)).find(({ container }) => container.name === 'poller')
  if (!found) throw new Error('no poller')
  return found.container
}
