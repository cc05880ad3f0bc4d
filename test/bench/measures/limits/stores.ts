// How many READY stores one poller looks after in a minute, and how many it installs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KubeObject } from '../../../../shared/kubernetes/open-cluster.ts'
import { resourcePath } from '../../../../shared/kubernetes/resources.ts'
import { eventually } from '../../../support/eventually.ts'
import { countRows } from '../../loads/count-rows.ts'
import { openHttpHome } from '../../loads/http-home.ts'
import { openPlane } from '../../loads/open-plane.ts'
import { startBundle, startSource } from '../../loads/start-logged.ts'
import { type BenchSandbox, startSandbox } from '../../loads/start-sandbox.ts'
import type { Bench, Measure, Outcome } from '../../measure.ts'
import type { Templates } from '../../programs/fake-api.ts'
import { summarize } from '../../statistics.ts'
import { number } from '../../words.ts'

const checkIntervalSeconds = 60

export const limitStores: Measure = {
  id: 'limits.stores',
  title: 'How many READY stores one poller looks after',
  about: `One poller in its look at READY stores, on an API server that answers each LIST at once with healthy objects for all stores that are asked about. Where a look takes longer than STORE_CHECK_INTERVAL_SECONDS (${checkIntervalSeconds}), health is older than it says.`,
  deadlineMs: 90_000,
  figures: [{ id: 'looked', name: 'stores looked after', unit: 'stores/s', goals: [] }],
  run,
}

async function run(bench: Bench): Promise<Outcome> {
  const { quick } = bench
  const sandbox = await startSandbox(bench, ['--pod-delay', '50'])
  const api = startSource(bench, { name: 'fake-api', args: [await captureStore(bench, sandbox)] })
  const url = await api.printed(/listening at (\S+)/)
  const home = await openHttpHome(bench, { settled: true, stores: quick ? 10_000 : 200_000 })
  const env = {
    ...home.environment,
    ...sandbox.settings,
    KUBECONFIG: kubeconfigFor(bench, sandbox, url),
    STORE_URL_PROBE: 'off',
    STORE_CHECK_INTERVAL_SECONDS: '0.001',
  }
  const poller = startBundle(bench, { name: 'poller', args: ['--watch'], env })
  const looks = async () => {
    if (poller.child.exitCode !== null) throw new Error(`the poller ended: ${poller.log().slice(-300)}`)
    return (await askedAbout(url)) > 0
  }
  await eventually(looks, { deadlineMs: 20_000, what: 'the first look' })
  const rates: number[] = []
  for (let round = 0; round < (quick ? 1 : 4); round++) rates.push(await rateOf(url, quick ? 1_000 : 2_500))
  if (poller.child.exitCode !== null) throw new Error(`the poller ended: ${poller.log().slice(-300)}`)
  await refuseDegraded(home.file)
  const inInterval = Math.round(summarize(rates).median * checkIntervalSeconds)
  return {
    rounds: { looked: rates.map((value) => ({ value })) },
    limits: [
      {
        of: 'READY stores that one poller looks after',
        carries: `${number(inInterval)} in ${checkIntervalSeconds} s`,
        givesAt: 'more than that',
        what: 'the processor time of one poller: a look takes longer than STORE_CHECK_INTERVAL_SECONDS, and health is that much older',
      },
    ],
  }
}

/** Stores asked about in a second. */
async function rateOf(url: string, forMs: number): Promise<number> {
  const [before, startedMs] = [await askedAbout(url), performance.now()]
  await new Promise((resolve) => setTimeout(resolve, forMs))
  return ((await askedAbout(url)) - before) / ((performance.now() - startedMs) / 1_000)
}

async function askedAbout(url: string): Promise<number> {
  return ((await (await fetch(`${url}/asked`)).json()) as { asked: number }).asked
}

const resources = [
  'namespaces',
  'secrets',
  'pods',
  'persistentvolumeclaims',
  'deployments',
  'statefulsets',
  'jobs',
  'ingresses',
] as const

/** Installs one store on the simulated cluster and keeps its objects; returns the file. */
async function captureStore(bench: Bench, { settings, apiUrl }: BenchSandbox): Promise<string> {
  const { database, environment } = await openPlane(bench, { names: ['template'], settings })
  const poller = startBundle(bench, { name: 'poller', args: ['--watch'], env: environment })
  const ready = () => database.query<{ id: string }>("SELECT id FROM stores WHERE status = 'READY'")
  await eventually(async () => (await ready()).length === 1, { deadlineMs: 30_000, what: 'one READY store' })
  const [{ id } = { id: '' }] = await ready()
  await poller.kill()
  const get = async (path: string) => (await fetch(apiUrl + path)).json() as Promise<{ items: KubeObject[] }>
  const lists: Templates['lists'] = {}
  for (const resource of resources) {
    const path = resourcePath(resource)
    const selector = resource === 'secrets' ? `owner=helm,name=${id}` : `storeplane.dev/store=${id}`
    const { items } = await get(`${path}?labelSelector=${encodeURIComponent(selector)}`)
    lists[path] = resource === 'secrets' ? items.map(({ metadata }) => ({ metadata })) : items
  }
  const templates: Templates = { id, kubeSystem: await get('/api/v1/namespaces/kube-system'), lists }
  const file = join(bench.folder, 'templates.json')
  writeFileSync(file, JSON.stringify(templates))
  return file
}

/** That of the simulated cluster, with another server in it. */
function kubeconfigFor({ folder }: Bench, { settings, apiUrl }: BenchSandbox, url: string): string {
  const file = join(folder, 'fake.kubeconfig.json')
  writeFileSync(file, readFileSync(settings['KUBECONFIG'] ?? '', 'utf8').replaceAll(apiUrl, url))
  return file
}

/** What is not healthy is written, and then it is the writing that is measured. */
async function refuseDegraded(file: string): Promise<void> {
  const degraded = await countRows(file, "SELECT count(*) AS found FROM stores WHERE health = 'degraded'")
  if (degraded > 0) throw new Error(`${degraded} stores were not taken for healthy`)
}
