// Reads the chart's own files: is it there, which version is it, and which engines can it install?
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { type Engine, engineOf, engines } from '../engines/index.ts'

export type EngineAvailability = { available: true } | { available: false; reason: string }

export type Chart = {
  /** Sentences that name the file and the cure; empty when the chart can be used. */
  problems: string[]
  engines: Record<Engine, EngineAvailability>
  name: string
  version: string
}

type Mapping = Record<string, unknown>
type Reading = { mapping: Mapping; problem: string | null }

/** Cheap and synchronous: no Helm process. `valuesFiles` are relative to the chart, each overriding those before it. Never throws. */
export function readChart(source: { chartPath: string; valuesFiles: string[] }): Chart {
  const { chartPath, valuesFiles } = source
  const about = readMapping(
    resolve(chartPath, 'Chart.yaml'),
    'Helm chart not found',
    'set HELM_CHART_PATH to its folder',
  )
  const { values, problems } = readLayers(source)
  const lastFile = resolve(chartPath, valuesFiles.at(-1) ?? 'values.yaml')
  return {
    // Without the chart its values files are missing too; one sentence is enough then.
    problems: about.problem === null ? problems : [about.problem],
    engines: availabilities(values, lastFile),
    name: text(about.mapping['name']),
    version: text(about.mapping['version']),
  }
}

/** What its templates are given, but for the store's own values. Never throws: what cannot be read counts as empty. */
export function readValues(source: { chartPath: string; valuesFiles: string[] }): Mapping {
  return readLayers(source).values
}

/** Beneath the values files lie the values of the chart, whether they are named or not. */
function readLayers({ chartPath, valuesFiles }: { chartPath: string; valuesFiles: string[] }) {
  const own = resolve(chartPath, 'values.yaml')
  const named = valuesFiles.map((file) => resolve(chartPath, file))
  const files = named.includes(own) || !existsSync(own) ? named : [own, ...named]
  const cure = 'set HELM_VALUES_FILE and HELM_ENV_VALUES_FILE to files of the chart'
  const layers = files.map((file) => readMapping(file, 'Helm values file not found', cure))
  return {
    values: layers.map(({ mapping }) => mapping).reduce(merge, {}),
    problems: layers.flatMap(({ problem }) => problem ?? []),
  }
}

function readMapping(file: string, missing: string, cure: string): Reading {
  try {
    const content: unknown = parse(readFileSync(file, 'utf8'))
    if (content === null) return { mapping: {}, problem: null }
    if (isMapping(content)) return { mapping: content, problem: null }
    return { mapping: {}, problem: `${file} holds no YAML mapping` }
  } catch (error) {
    return { mapping: {}, problem: unreadable(file, error as NodeJS.ErrnoException, missing, cure) }
  }
}

function unreadable(file: string, error: NodeJS.ErrnoException, missing: string, cure: string): string {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return `${missing}: ${file}; ${cure}`
  const [firstLine] = error.message.split('\n')
  return error.syscall === undefined
    ? `${file} is not valid YAML: ${firstLine}`
    : `${file} cannot be read: ${firstLine}`
}

/** As Helm lays one values file over another: mappings are merged, everything else replaces what was there. */
function merge(under: Mapping, over: Mapping): Mapping {
  const merged = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] = isMapping(below) && isMapping(value) ? merge(below, value) : value
  }
  return merged
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function availabilities(values: Mapping, lastFile: string): Record<Engine, EngineAvailability> {
  const found = engines.map((engine): [Engine, EngineAvailability] => {
    const missing = engineOf(engine).requiredValues.find(({ path }) => !isSet(values, path))
    return [engine, missing ? { available: false, reason: missing.reason(lastFile) } : { available: true }]
  })
  return Object.fromEntries(found) as Record<Engine, EngineAvailability>
}

/** An image may be given as a mapping too, as many charts write it; its repository is what matters then. */
function isSet(values: Mapping, path: string): boolean {
  const value = path.split('.').reduce<unknown>((at, name) => (isMapping(at) ? at[name] : undefined), values)
  return text(isMapping(value) ? value['repository'] : value).trim() !== ''
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
