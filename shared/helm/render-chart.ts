// What Helm makes of a chart for a store that does not exist, without a cluster: the same input each time.
import { parseAllDocuments } from 'yaml'
import { secretKey } from '../credentials.ts'
import type { Engine } from '../engines/index.ts'
import { namespaceOf } from '../ids.ts'
import type { Manifest } from '../releases/checks/object.ts'
import { classifyHelmError } from './classify.ts'
import { helmEnvironment } from './helm-environment.ts'
import { valuesOf } from './store-values.ts'
import { runSupervised } from './supervise.ts'
import { valuesFlags } from './values-flags.ts'

export type Rendering = { text: string; objects: Manifest[] }

export type RenderOptions = {
  /** Absolute path, as findHelmBinary gives it. */
  binary: string
  env: Record<string, string | undefined>
  chartPath: string
  /** Absolute, the last one wins. */
  valuesFiles: readonly string[]
  engine: Engine
}

const example = {
  id: 'example-aaaaaa',
  name: 'example',
  host: 'example.localhost',
  url: 'http://example.localhost',
  adminEmail: 'admin@example.localhost',
}
const exampleKey = secretKey(Buffer.alloc(32))
const installation = '0000000000000000'
export const exampleNamespace = namespaceOf(example.id)

const timeoutMs = 60_000
const graceMs = 5_000
const maxRenderedBytes = 4_000_000

/** `problem` is Helm's own sentence, or what is wrong with what it printed. */
export async function renderChart(options: RenderOptions): Promise<Rendering | { problem: string }> {
  const { binary, env, engine } = options
  const end = await runSupervised({
    command: [binary, ...templateArgs(options)],
    env: helmEnvironment(env),
    stdin: JSON.stringify(valuesOf({ ...example, engine }, exampleKey, { installation })),
    timeoutMs,
    graceMs,
    maxOutputBytes: 2 * maxRenderedBytes,
  })
  if (end.stoppedBy !== null) return { problem: `Helm did not render it within ${timeoutMs / 1_000} s` }
  if (end.startError !== null) return { problem: `Helm could not be started: ${end.startError}` }
  if (end.exitCode !== 0) return { problem: classifyHelmError(end.stderr).message }
  if (Buffer.byteLength(end.stdout) > maxRenderedBytes)
    return { problem: `it renders more than ${maxRenderedBytes / 1e6} MB` }
  return parse(end.stdout)
}

/** Only flags that Helm 3.10 to 4.x share. Definitions of custom resources count as well. */
function templateArgs({ chartPath, valuesFiles }: RenderOptions): string[] {
  const files = valuesFlags(valuesFiles)
  return ['template', example.id, chartPath, '--namespace', exampleNamespace, '--include-crds', ...files, '-f', '-']
}

function parse(text: string): Rendering | { problem: string } {
  const objects: Manifest[] = []
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    if (!('errors' in document)) continue
    const [error] = document.errors
    if (error) return { problem: `it renders what is no YAML: ${error.message.split('\n')[0]}` }
    const object: unknown = document.toJS()
    if (object === null) continue
    if (!isObject(object)) return { problem: 'it renders a document without apiVersion, kind or metadata' }
    objects.push(object)
  }
  return { text, objects }
}

function isObject(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false
  const { apiVersion, kind, metadata } = value as Record<string, unknown>
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata === 'object' && metadata !== null
}
