// The cluster of KUBECONFIG as a world: faults are images, sizes, and what is done to the API server.
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import {
  type ClusterPlane,
  ingressAddress,
  openTestCluster,
  startOnCluster,
  valuesFile,
} from '../../cluster/cluster.ts'
import { type KubeApi, openKubeApi } from '../../support/kube-api.ts'
import { getShop } from '../../support/stack.ts'
import type { Scenario } from '../scenario.ts'
import type { Fault, Stage } from '../stage.ts'
import { settingsOf } from '../thresholds.ts'
import type { World } from '../world.ts'
import { startApiServer, stopApiServer } from './api-server.ts'
import { type Door, openDoor } from './door.ts'
import { helmVersion } from './helm-version.ts'
import { valuesFor } from './real-values.ts'
import { startSlowRegistry } from './slow-registry.ts'
import { provideStorageClass, removeStorageClass } from './storage-class.ts'

const factor = 1 / 10

/** `helm`: another one than the tests have, by its absolute path. */
export function realWorld({ helm }: { helm?: string } = {}): World {
  return {
    name: 'real cluster',
    timeoutMs: 480_000,
    open: (scenario) => openStage(scenario, helm),
    versions: async () => ({ kubernetes: await kubernetesVersion(), helm: helmVersion(helm) }),
    close: async () => {},
  }
}

async function kubernetesVersion(): Promise<string> {
  const cluster = openTestCluster()
  const gitVersion = await cluster.version()
  cluster.close()
  return gitVersion
}

async function openStage(scenario: Pick<Scenario, 'settings' | 'defaults'>, helm?: string): Promise<Stage> {
  const path = helm === undefined ? {} : { PATH: [dirname(helm), process.env['PATH'] ?? ''].join(delimiter) }
  const rhythm = scenario.defaults ? { PROVISIONING_POLL_INTERVAL_SECONDS: '5' } : {}
  const plane = await startOnCluster({ ...settingsOf(scenario, factor), ...rhythm, ...path })
  const overlay = join(plane.folder, 'values-fault.yaml')
  writeFileSync(overlay, '{}')
  const api = await openKubeApi(String(process.env['KUBECONFIG']))
  return stageOf(plane, { overlay, api, defaults: scenario.defaults ?? false, repairs: [], cleanUps: [] })
}

type Step = () => void | Promise<void>
type Behind = { overlay: string; api: KubeApi; defaults: boolean; repairs: Step[]; cleanUps: Step[]; door?: Door }

function stageOf(plane: ClusterPlane, behind: Behind): Stage {
  const { folder, environment, database, call, create, leftOf } = plane
  const { overlay, api, repairs, cleanUps } = behind
  const heal = async () => {
    writeFileSync(overlay, '{}')
    behind.door?.delay(0)
    for (const repair of repairs.splice(0)) await repair()
  }
  return {
    world: 'real cluster',
    ...{ folder, environment, database, call, create, leftOf, heal },
    patienceMs: 120_000,
    outageMs: 30_000,
    startPoller: (args, more) =>
      plane.startPoller(args, {
        HELM_VALUES_FILE: valuesFile,
        HELM_ENV_VALUES_FILE: overlay,
        ...(behind.door ? { KUBECONFIG: behind.door.kubeconfig } : {}),
        ...more,
      }),
    api: api.ask,
    inflict: (fault) => inflict(fault, plane, behind),
    getShop: (url) => getShop(url, ingressAddress),
    another: () => openStage({}),
    close: async () => {
      await heal()
      await plane.stop()
      behind.door?.close()
      for (const cleanUp of cleanUps) await cleanUp()
      api.close()
    },
  }
}

async function inflict(fault: Fault, plane: ClusterPlane, behind: Behind): Promise<void> {
  switch (fault) {
    case 'slow_api':
      behind.door ??= await openDoor(plane.folder)
      behind.door.delay(300)
      return
    case 'api_down':
      stopApiServer()
      behind.repairs.push(startApiServer)
      return
    default:
      writeFileSync(behind.overlay, JSON.stringify(await prepare(fault, behind)))
  }
}

async function prepare(fault: Fault, { api, defaults, repairs, cleanUps }: Behind): Promise<object | undefined> {
  const made = { defaults, registry: '', storageClass: `storeplane-test-${randomUUID()}` }
  if (fault === 'image_slow') {
    const { host, stop } = await startSlowRegistry({ delayMs: 20_000 })
    repairs.push(stop)
    made.registry = host
  }
  if (fault === 'volume_never_binds') {
    // A claim keeps the class it was made with, so the cure is to provide that.
    repairs.push(() => provideStorageClass(api, made.storageClass))
    cleanUps.push(() => removeStorageClass(api, made.storageClass))
  }
  return valuesFor(fault, made)
}
