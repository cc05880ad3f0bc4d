// No credential of a store is seen anywhere but where it belongs, through a whole life in which everything that fails shouts it out.
import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getStore, localCaller } from '../../shared/stores/index.ts'
import { eventually } from '../support/eventually.ts'
import { base64, encodings, leaks } from '../support/leaks.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { answersAbout, databaseText, secretsOf, shoutOf } from './fixtures/leaks.ts'

// The most talkative level: what an operator turns on to look for a fault must not be the leak.
const settings = { LOG_LEVEL: 'trace' }

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ settings })
})
afterAll(() => stack.stop())

test.each(['woocommerce', 'medusa'])(
  'a %s store whose set-up, Helm and image fail, that is retried, revealed and deleted, leaves its credentials nowhere',
  async (engine) => {
    const made = await stack.create(`secrets-${engine}`, engine)
    const { id, namespace } = made
    const secrets = secretsOf(id)
    const shout = shoutOf(id)
    const seen = watchArguments()
    const poller = stack.startPoller()
    try {
      await fail(id, {
        rules: [{ match: { namespace, kind: 'Job' }, fault: 'failing_job', message: shout, log: shout }],
      })
      await retryInto(id, {
        api: [
          {
            match: { verb: 'create', path: `*/namespaces/${namespace}/*deployments` },
            fault: 'status',
            status: 422,
            message: shout,
          },
        ],
      })
      await retryInto(id, {
        rules: [
          {
            match: { namespace, kind: 'Deployment' },
            fault: 'image_refused',
            message: `denied, manifest unknown: ${shout}`,
          },
        ],
      })
      const unreachable = { fault: 'image_unreachable', message: `dial tcp: ${shout}` }
      await stack.sandbox.setScenario({ rules: [{ match: { namespace, kind: 'Deployment' }, ...unreachable }] })
      await stack.call('POST', `/stores/${id}/retry`)
      const remembered = await eventually(() => rememberedFault(id), { what: 'a fault that waits' })
      await stack.sandbox.setScenario({})
      await stack.until(id, 'READY')

      const revealed = await stack.call('GET', `/stores/${id}/credentials`)
      expect(revealed.body['password'], 'the one answer that is for it').toBe(secrets.adminPassword)
      const inCluster = await objectsOf(namespace)
      expect(await notesOf(id, namespace)).toContain('will answer at')
      const places: Record<string, string> = {
        'the fault that the row remembers': remembered,
        'objects other than Secrets': inCluster,
        'release notes': await notesOf(id, namespace),
        'API answers': await answersAbout(stack, id),
      }
      await stack.call('DELETE', `/stores/${id}`)
      await stack.until(id, 'DELETED')
      places['API answers after the end'] = await answersAbout(stack, id)
      places['argv'] = seen.stop()
      places['logs'] = stack.output()
      places['database'] = databaseText(stack)
      expect(places['argv']).toContain(`install ${id}`)
      expect(places['logs']).toContain(id)
      for (const [place, text] of Object.entries(places)) expect(leaks(text, secrets), place).toEqual([])
    } finally {
      seen.stop()
      await poller.stop()
    }
  },
  60_000,
)

test('the search itself finds a credential in every form, also inside a longer encoded text', () => {
  const secrets = secretsOf('any-abc123')
  const { adminPassword } = secrets
  for (const text of [
    ...encodings(adminPassword),
    ...[0, 1, 2].map((n) => base64(`${'x'.repeat(n)}${adminPassword}yz`)),
  ])
    expect(leaks(`before ${text} after`, secrets), text).toEqual(['adminPassword'])
})

async function fail(id: string, scenario: unknown): Promise<void> {
  await stack.sandbox.setScenario(scenario)
  await stack.until(id, 'FAILED')
  const events = (await stack.call('GET', `/stores/${id}/events`)).body['events'] as {
    kind: string
    evidence?: string
  }[]
  // The fault was met, and what it shouted was heard and hidden.
  expect(events.findLast(({ kind }) => kind === 'evidence')?.evidence).toContain('[redacted]')
}

async function retryInto(id: string, scenario: unknown): Promise<void> {
  await stack.sandbox.setScenario(scenario)
  expect((await stack.call('POST', `/stores/${id}/retry`)).status).toBe(202)
  await fail(id, scenario)
}

/** As JSON, once it is the one that was shouted. */
async function rememberedFault(id: string): Promise<string | undefined> {
  const { operation } = await getStore(stack.database, id, localCaller)
  return operation?.pendingFault?.includes('dial tcp') ? operation.pendingFault : undefined
}

/** Everybody's arguments, looked at again and again: on Linux each process shows its own in /proc. */
function watchArguments(): { stop(): string } {
  const lines = new Set<string>()
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        if (words.includes('helm')) lines.add(words)
      } catch {
        // it has ended meanwhile
      }
  }
  const timer = setInterval(look, 15)
  return {
    stop: () => {
      clearInterval(timer)
      return [...lines].join('\n')
    },
  }
}

async function objectsOf(namespace: string): Promise<string> {
  // Not the cluster's own events: those keep what the faults of this test shouted.
  const core = ['pods', 'services', 'configmaps', 'persistentvolumeclaims', 'serviceaccounts']
  const paths = [
    ...core.map((kind) => `/api/v1/namespaces/${namespace}/${kind}`),
    ...['deployments', 'statefulsets'].map((kind) => `/apis/apps/v1/namespaces/${namespace}/${kind}`),
    `/apis/batch/v1/namespaces/${namespace}/jobs`,
    `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`,
    `/api/v1/namespaces/${namespace}`,
  ]
  return JSON.stringify(await Promise.all(paths.map((path) => stack.sandbox.get(path))))
}

async function notesOf(id: string, namespace: string): Promise<string> {
  const { items } = await stack.sandbox.get(`/api/v1/namespaces/${namespace}/secrets`)
  const releases = items.filter(({ metadata }) => metadata.name.startsWith(`sh.helm.release.v1.${id}.`))
  return eventually(() =>
    releases
      .map((item) => (item as unknown as { data: { release: string } }).data.release)
      .map((data) => Buffer.from(Buffer.from(data, 'base64').toString(), 'base64'))
      .map((zipped) => JSON.parse(gunzipSync(zipped).toString()).info)
      .map(({ notes, description }: { notes: string; description: string }) => `${notes}\n${description}`)
      .join('\n'),
  )
}
