// The simulated cluster as a world: faults are rules of its scenario, bound to the stores of one name.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openKubeApi } from '../../support/kube-api.ts'
import { baseEnvironment, getShop, type Stack, startPlane, startStack } from '../../support/stack.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { settingsOf } from '../thresholds.ts'
import type { World } from '../world.ts'
import { helmVersion } from './helm-version.ts'
import { type Rules, rulesOf } from './sandbox-rules.ts'

/** Fiftyfold shorter: a simulated container needs no time of its own. */
const factor = 1 / 50

export function sandboxWorld(): World {
  let shared: Promise<Stage> | undefined
  return {
    name: 'sandbox',
    timeoutMs: 150_000,
    open: async (scenario) => {
      if (scenario.own || scenario.defaults) return openStage(scenario)
      shared ??= openStage({})
      return { ...onePoller(await shared), close: async () => {} }
    },
    versions: async () => ({ kubernetes: 'simulated', helm: helmVersion() }),
    close: async () => (await shared)?.close(),
  }
}

const pollers = new WeakMap<Stage['startPoller'], ReturnType<Stage['startPoller']>>()

/** Those who share a control plane share its poller. */
function onePoller(stage: Stage): Stage {
  return {
    ...stage,
    startPoller: () => {
      const poller = pollers.get(stage.startPoller) ?? stage.startPoller()
      pollers.set(stage.startPoller, poller)
      return poller
    },
  }
}

async function openStage(scenario: Pick<Scenario, 'settings' | 'defaults' | 'own'>): Promise<Stage> {
  const scale = scenario.defaults ? 1 : factor
  const stack = await startStack({
    // A poller that only looks after READY stores does so once a second: a pod must be away for longer to be missed.
    sandboxArgs: ['--pod-delay', scenario.own ? '1500' : '400'],
    settings: settingsOf(scenario, factor),
  })
  const overlay = join(stack.folder, 'values.yaml')
  writeFileSync(overlay, '{}')
  const api = await openKubeApi(String(stack.sandbox.settings['KUBECONFIG']))
  const close = async () => {
    api.close()
    await stack.stop()
  }
  return stageOf(stack, { stack, scale, overlay, api, rules: new Map(), close })
}

type Behind = {
  stack: Stack
  scale: number
  overlay: string
  api: Awaited<ReturnType<typeof openKubeApi>>
  rules: Map<string, Rules>
  close: () => Promise<void>
}

function stageOf(plane: Omit<Stack, 'sandbox'>, behind: Behind): Stage {
  const { stack, scale, overlay, api, rules, close } = behind
  const { folder, environment, database, call, create } = plane
  const put = () => stack.sandbox.setScenario(merged([...rules.values()]))
  return {
    world: 'sandbox',
    ...{ folder, environment, database, call, create, close },
    patienceMs: 60_000,
    outageMs: 2_000,
    startPoller: (args, more) => plane.startPoller(args, { HELM_VALUES_FILE: overlay, ...more }),
    api: api.ask,
    inflict: async (fault, name) => {
      const { values, ...rule } = rulesOf(fault, `store-${name}-*`, scale)
      if (values) writeFileSync(overlay, JSON.stringify(values))
      rules.set(name, rule)
      await put()
    },
    heal: async (name) => {
      writeFileSync(overlay, '{}')
      rules.delete(name)
      await put()
    },
    getShop: (url) => getShop(url, String(stack.sandbox.settings['INGRESS_PROBE_ADDRESS'])),
    leftOf: (store) => leftOf(plane, stack, store),
    another: () => another(behind),
  }
}

function merged(all: Rules[]): Rules {
  return {
    rules: all.flatMap((one) => one.rules ?? []),
    api: all.flatMap((one) => one.api ?? []),
    ingress: all.flatMap((one) => one.ingress ?? []),
  }
}

async function another(behind: Behind): Promise<Stage> {
  const folder = join(behind.stack.folder, 'another')
  mkdirSync(folder)
  const environment = { ...behind.stack.environment, ...baseEnvironment(folder) }
  const plane = await startPlane({ folder, environment })
  const close = async () => {
    await plane.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return stageOf(plane, { ...behind, rules: new Map(), close })
}

async function leftOf(
  { database }: Pick<Stack, 'database'>,
  { sandbox }: Stack,
  { id, namespace }: { id: string; namespace: string },
) {
  const [namespaces, secrets] = await Promise.all([sandbox.get('/api/v1/namespaces'), sandbox.get('/api/v1/secrets')])
  const releases = secrets.items.filter(
    ({ metadata }) => metadata.labels?.['owner'] === 'helm' && metadata.labels?.['name'] === id,
  )
  const leases = await database.query('SELECT id FROM stores WHERE lease_holder IS NOT NULL AND id = ?', [id])
  return [
    ...namespaces.items.filter(({ metadata }) => metadata.name === namespace).map(({ metadata }) => metadata.name),
    ...releases.map(({ metadata }) => `${metadata.name} ${metadata.labels?.['status']}`),
    ...leases.map(() => `lease of ${id}`),
  ]
}
