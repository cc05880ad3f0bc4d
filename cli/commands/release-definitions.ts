// The admin commands about releases: charts with their values, kept in the database.
import { type CommandDefinition, jsonOption } from './definition.ts'

export const releasesAdd = {
  summary: 'Check a chart with its values files and keep them as a release',
  details: `The same content is the same release: one that a poller has registered is checked. Values hold names of Secrets, never secrets: \
they are stored in the database as they are. Each engine is rendered twice by Helm, and it is refused: when the two differ; objects \
with hooks, in another namespace than the release's, of cluster-wide kinds, or of kinds that are not known here; and a field that \
cannot change and differs from a release that stores use. New stores get it after: storeplane admin releases set-default.`,
  arguments: { CHART: { meaning: 'folder of the chart' } },
  options: {
    values: { value: 'FILE', short: 'f', many: true, meaning: 'a values file; may be repeated, the last one wins' },
    name: { value: 'NAME', meaning: "the release's name; without it one is made from chart and content" },
    ...jsonOption,
  },
  examples: [
    'storeplane admin releases add ./helm/store -f ./helm/store/values.yaml -f values-next.yaml --name 2026.11',
  ],
} as const satisfies CommandDefinition

export const releasesList = {
  summary: 'List all releases, newest first',
  details: `With the number of stores that use each. What a poller has registered by itself is "not checked"; storeplane admin releases add \
checks it.`,
  arguments: {},
  options: jsonOption,
  examples: ['storeplane admin releases list'],
} as const satisfies CommandDefinition

export const releasesShow = {
  summary: 'Show a release and the files of its chart',
  details: 'Exit code 1 when its content is damaged.',
  arguments: { NAME: { meaning: 'name of the release' } },
  options: {
    values: { meaning: 'print its values files instead, as they are and in their order: the last one wins' },
    ...jsonOption,
  },
  examples: ['storeplane admin releases show 2026.11 --values'],
} as const satisfies CommandDefinition

export const releasesDiff = {
  summary: 'Show what is different in another release',
  details:
    'Values, and for each engine the objects that Helm makes of them for one and the same store that does not exist.',
  arguments: { A: { meaning: 'name of the release before' }, B: { meaning: 'name of the release after' } },
  options: jsonOption,
  examples: ['storeplane admin releases diff 2026.10 2026.11'],
} as const satisfies CommandDefinition

export const releasesSetDefault = {
  summary: 'Choose the release that new stores of a cluster get',
  details: `Stores whose creation is retried get it too; no poller changes it from then on. Stores that were READY once keep theirs.`,
  arguments: { NAME: { meaning: 'name of the release; not with --auto', optional: true } },
  options: {
    auto: {
      meaning:
        'the default is again what the pollers of the cluster have as HELM_CHART_PATH with its values files: at once that of the poller that ticked last, later what is new there',
    },
    cluster: { value: 'NAME', meaning: 'the cluster; without it that of CLUSTER_NAME, or the only one' },
  },
  examples: [
    'storeplane admin releases set-default 2026.11',
    'storeplane admin releases set-default --auto --cluster eu-1',
  ],
} as const satisfies CommandDefinition

export const releasesRemove = {
  summary: 'Remove a release that nobody needs',
  details: `The default of a cluster is refused, and one that stores use which are not DELETED. A poller that has it as its own registers it again.`,
  arguments: { NAME: { meaning: 'name of the release' } },
  options: {},
  examples: ['storeplane admin releases remove 2026.10'],
} as const satisfies CommandDefinition
