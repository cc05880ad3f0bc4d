// What the tests of the chart share: values as the platform hands them in, and what real Helm makes of them.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'

export type Engine = 'woocommerce' | 'medusa'
export const engines = ['woocommerce', 'medusa'] as const satisfies Engine[]
export const environments = ['local', 'prod'] as const
export const chartFolder = join(dirname(fileURLToPath(import.meta.url)), '../../helm/store')

export interface Amounts {
  cpu?: string | number
  memory?: string | number
}

interface Container {
  name: string
  image: string
  terminationMessagePolicy?: string
  resources?: { requests?: Amounts; limits?: Amounts }
  securityContext?: {
    allowPrivilegeEscalation?: boolean
    readOnlyRootFilesystem?: boolean
    capabilities?: { drop?: string[] }
  }
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef?: { name: string; key: string } } }[]
}

interface Pod {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> }
  spec: {
    nodeSelector?: Record<string, string>
    tolerations?: object[]
    containers: Container[]
    initContainers?: Container[]
    securityContext?: { runAsNonRoot?: boolean; seccompProfile?: { type?: string } }
    automountServiceAccountToken?: boolean
  }
}

export interface Manifest {
  kind: string
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> }
  data?: Record<string, string>
  spec?: {
    template?: Pod
    selector?: { matchLabels?: Record<string, string> }
    strategy?: { type: string }
    progressDeadlineSeconds?: number
    activeDeadlineSeconds?: number
    backoffLimit?: number
    ttlSecondsAfterFinished?: number
    volumeClaimTemplates?: { metadata: { name: string; labels?: Record<string, string> } }[]
    hard?: Record<string, string | number>
  }
}

const purposes =
  'adminPassword databasePassword cachePassword jwtSecret cookieSecret publishableKey authKey secureAuthKey loggedInKey nonceKey authSalt secureAuthSalt loggedInSalt nonceSalt'.split(
    ' ',
  )

/** The full set, for both engines, each 32 characters of base64url. */
export const credentials: Record<string, string> = Object.fromEntries(
  purposes.map((purpose) => [purpose, createHash('sha256').update(purpose).digest('base64url').slice(0, 32)]),
)

export function platformValues(engine: Engine, id = 'my-shop-abc123') {
  const name = id.slice(0, -7)
  return {
    store: {
      id,
      name,
      engine,
      host: `${name}.localhost`,
      url: `http://${name}.localhost:8080`,
      installation: '0123456789abcdef',
      adminEmail: `admin@${name}.localhost`,
      adminUser: 'admin',
    },
    credentials,
  }
}

export interface Run {
  values: object
  environment?: (typeof environments)[number]
  set?: string[]
  chart?: string
}

/** Runs `helm template` as the platform runs `helm install`: the values of the store on standard input. */
export function helm({ values, environment = 'local', set = [], chart = chartFolder }: Run) {
  const files = ['values.yaml', `values-${environment}.yaml`].flatMap((file) => ['-f', join(chartFolder, file)])
  const settings = set.flatMap((setting) => ['--set-string', setting])
  const args = ['template', 'my-shop-abc123', chart, '--namespace', 'store-my-shop-abc123', ...files, '-f', '-']
  return run([...args, ...settings], JSON.stringify(values))
}

export function run(args: string[], input = '') {
  const { status, stdout, stderr, error } = spawnSync(process.env['STOREPLANE_TEST_HELM'] ?? 'helm', args, {
    encoding: 'utf8',
    input,
  })
  if (error) throw error
  return { status, stdout, stderr }
}

/** The manifests of a store; an image is named for Medusa, which has none of its own. */
export function render(engine: Engine, options: Omit<Run, 'values'> & { id?: string; more?: object } = {}): Manifest[] {
  const { id, more, ...rest } = options
  const set = ['medusa.image=registry.example.org/medusa:2', ...(rest.set ?? [])]
  const { status, stdout, stderr } = helm({ ...rest, values: { ...platformValues(engine, id), ...more }, set })
  if (status !== 0) throw new Error(stderr)
  return parseAllDocuments(stdout).map((document) => {
    if (document.errors[0]) throw document.errors[0]
    return document.toJS() as Manifest
  })
}

export const podsOf = (manifests: Manifest[]) =>
  manifests.flatMap(({ kind, metadata, spec }) =>
    spec?.template ? [{ owner: `${kind}/${metadata.name}`, pod: spec.template }] : [],
  )

export const containersOf = (manifests: Manifest[]) =>
  podsOf(manifests).flatMap(({ owner, pod }) =>
    [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map((container) => ({
      where: `${owner}/${container.name}`,
      container,
    })),
  )
