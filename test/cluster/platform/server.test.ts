// The control plane in the cluster on a libSQL server that asks for a token: functions that scale, and a poller of either mode.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { blocksOf } from '../../support/doc-blocks.ts'
import { eventually } from '../../support/eventually.ts'
import type { StoreBody } from '../../support/stack.ts'
import { gateway, namespace, openPlatform, type Platform, page } from './platform.ts'
import { type ReachableServer, startReachableServer } from './reachable-server.ts'

const heading = '6. With a libSQL server'
const [putToken = '', rollOut = '', runNow = ''] = blocksOf(page, 'sh', heading)

let platform: Platform
let server: ReachableServer
let store: StoreBody
beforeAll(async () => {
  platform = await openPlatform()
  server = await startReachableServer(gateway)
})
afterAll(async () => {
  await platform?.stop()
  await server?.stop()
})

function useServer(more: object = {}): void {
  const [example = ''] = blocksOf(page, 'yaml', heading)
  const told = parse(example) as { functions: object; database: object }
  platform.setValues({ ...told, database: { ...told.database, url: server.url }, ...more })
}

test("the document's commands install functions and poller apart; functions scale to three, and a store becomes READY", async () => {
  await platform.follow('1. Namespace and Secret')
  await platform.markAsTest()
  await platform.must(putToken, { DATABASE_TOKEN: server.token ?? '' })
  useServer()
  await platform.must(`helm install storeplane helm/platform --namespace ${namespace} --values storeplane.yaml`)
  await platform.must(rollOut)
  await eventually(async () => (await replicas('storeplane-functions')) === '3', {
    deadlineMs: 60_000,
    everyMs: 500,
    what: 'three functions',
  })
  expect(await platform.must(`kubectl --namespace ${namespace} get persistentvolumeclaims --output name`)).toMatch(
    /No resources|^$/,
  )
  expect(await platform.must(`kubectl --namespace ${namespace} get poddisruptionbudgets --output name`)).toContain(
    'storeplane-functions',
  )
  store = await platform.create('on-server', 'woocommerce')
  await platform.until(store.id, 'READY', 90_000)
})

test('as a CronJob the poller works what is due when it is started, and functions without the key reveal nothing', async () => {
  useServer({ functions: { credentials: false }, poller: { mode: 'cronjob' } })
  await platform.must(`helm upgrade storeplane helm/platform --namespace ${namespace} --values storeplane.yaml`)
  await platform.must(`kubectl --namespace ${namespace} rollout status deployment/storeplane-functions --timeout=120s`)
  expect(await replicas('storeplane-poller')).toMatch(/NotFound/)
  // A pod of before goes on answering until the ingress controller has heard that it ends.
  const pods = `kubectl --namespace ${namespace} get pods --selector app.kubernetes.io/component=functions --output name`
  await eventually(async () => (await platform.must(pods)).trim().split('\n').length === 1, {
    deadlineMs: 60_000,
    everyMs: 250,
    what: 'the end of the pods of before',
  })
  const revealed = await platform.call('GET', `/api/v1/stores/${store.id}/credentials`)
  expect([revealed.status, revealed.body['code']]).toEqual([501, 'credentials_not_served'])
  await platform.must(runNow)
  await platform.call('DELETE', `/api/v1/stores/${store.id}`)
  await platform.until(store.id, 'DELETED', 90_000)
  expect((await platform.run(`kubectl get namespace ${store.namespace}`)).output).toContain('NotFound')
})

async function replicas(deployment: string): Promise<string> {
  const look = `kubectl --namespace ${namespace} get deployment ${deployment} --output 'jsonpath={.status.readyReplicas}'`
  return (await platform.run(look)).output
}
