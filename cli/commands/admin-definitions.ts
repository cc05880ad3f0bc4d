// The admin commands, which work on the database and on the cluster themselves.
import { type CommandDefinition, jsonOption } from './definition.ts'

const clusterOption = {
  cluster: {
    value: 'NAME',
    meaning: 'the name by which stores and pollers know the cluster (CLUSTER_NAME, or "default")',
  },
} as const

const keyOptions = {
  owner: { value: 'NAME', meaning: 'whose stores the key is for' },
  scopes: { value: 'SCOPES', meaning: 'what it may do, separated by commas: read,write,credentials,metrics,admin' },
  expires: {
    value: 'DURATION',
    meaning: 'how long it is valid, such as 90d, 12h, 30m or 60s; without it there is no end',
  },
  'max-stores': { value: 'N', meaning: 'how many stores its owner may have; without it there is no limit' },
} as const

export const migrate = {
  summary: 'Update the database to the schema of this program',
  details: 'Safe to repeat.',
  arguments: {},
  options: {},
  examples: ['storeplane admin migrate'],
} as const satisfies CommandDefinition

export const keysCreate = {
  summary: 'Create an API key and print it once',
  details: `Only its hash is stored. From the first key on, every request needs one.
Scopes: read reads stores and events, write creates, retries and deletes stores, credentials reveals logins, metrics reads \
/metrics, admin covers the stores of all owners (with the other scopes it is given).`,
  arguments: {},
  options: { ...keyOptions, ...jsonOption },
  examples: ['storeplane admin keys create --owner shop-team --scopes read,write --expires 90d --max-stores 20'],
} as const satisfies CommandDefinition

export const keysEnsure = {
  summary: 'Make the API key in a file valid',
  details: `Prints the id of the key. Safe to repeat: a changed owner, scope or limit takes effect. A revoked key stays revoked. \
To generate a key for the file:
node -e "console.log('sp_' + require('node:crypto').randomBytes(32).toString('base64url'))"`,
  arguments: {},
  options: { 'from-file': { value: 'FILE', meaning: 'the file that holds the key' }, ...keyOptions },
  examples: ['storeplane admin keys ensure --from-file /etc/storeplane/team-key --owner shop-team --scopes read,write'],
} as const satisfies CommandDefinition

export const keysList = {
  summary: 'List all API keys, also expired and revoked ones',
  details: 'The keys themselves are not stored.',
  arguments: {},
  options: jsonOption,
  examples: ['storeplane admin keys list'],
} as const satisfies CommandDefinition

export const keysRevoke = {
  summary: 'Revoke an API key',
  details: 'Its next request is refused. The API requires a key even when none is valid any more.',
  arguments: { ID: { meaning: 'id of the key; storeplane admin keys list shows them' } },
  options: {},
  examples: ['storeplane admin keys revoke key_0123456789'],
} as const satisfies CommandDefinition

export const secretKeys = {
  summary: 'Show which keys of STORE_SECRET_KEY stores depend on',
  details: `Lists the ids of the keys, with the number of their stores that are not DELETED and the place of each key in STORE_SECRET_KEY \
(1 is the newest). Exit code 1 when a key that is needed is missing there. No key is shown.`,
  arguments: {},
  options: jsonOption,
  examples: ['storeplane admin secret-keys'],
} as const satisfies CommandDefinition

export const backup = {
  summary: 'Copy the database file, while functions and pollers keep running',
  details: `The copy is the database as of one moment. It gets mode 0600, for it holds everything that the database holds. To restore, stop \
all programs, move the database file away together with -wal and -shm beside it, and put FILE in its place.`,
  arguments: { FILE: { meaning: 'where the copy goes; it must not exist' } },
  options: {},
  examples: ['storeplane admin backup /var/backups/storeplane/stores.db'],
} as const satisfies CommandDefinition

export const copy = {
  summary: 'Copy the installation into another database, file or server',
  details: `FROM and TO are written like DATABASE_URL; the token of a server is DATABASE_AUTH_TOKEN unless a file is named. Stop functions and \
pollers first. TO can be used only after every table was compared and found equal. Run an interrupted copy again to resume it.`,
  arguments: { FROM: { meaning: 'the database to copy' }, TO: { meaning: 'an empty database' } },
  options: {
    'retire-source': {
      meaning: 'then refuse every write to FROM, so that two installations never work on one cluster',
    },
    'reopen-source': { meaning: 'undo that when a move is given up; do not use TO afterwards' },
    restart: { meaning: 'start an interrupted copy over' },
    'from-token-file': { value: 'FILE', meaning: 'the file with the token of FROM' },
    'to-token-file': { value: 'FILE', meaning: 'the file with the token of TO' },
  },
  examples: [
    'storeplane admin copy sqlite:////var/lib/storeplane/stores.db https://database.example.com --retire-source',
  ],
} as const satisfies CommandDefinition

export const orphans = {
  summary: 'Compare the cluster with the database',
  details: `Lists namespaces and releases of this installation that belong to no store, and stores whose namespace or release is gone, but for \
those that are being worked on. Changes nothing; exit code 0: none found, 3: some found. Needs DATABASE_URL and KUBECONFIG, and \
for --remove Helm. For what is left of a store use: storeplane delete STORE.`,
  arguments: {},
  options: {
    ...clusterOption,
    ...jsonOption,
    remove: {
      value: 'ID',
      meaning: 'uninstall the release and delete the namespace of an orphan without a store, with all data in it',
    },
    yes: { short: 'y', meaning: 'with --remove: do not ask' },
  },
  examples: ['storeplane admin orphans', 'storeplane admin orphans --remove my-shop-abc123'],
} as const satisfies CommandDefinition

export const clusterShow = {
  summary: 'Show this installation, and which cluster a name stands for',
  arguments: {},
  options: { ...clusterOption, ...jsonOption },
  examples: ['storeplane admin cluster show'],
} as const satisfies CommandDefinition

export const clusterAdopt = {
  summary: 'Move the stores of a cluster to another cluster',
  details: 'What the stores have in the old cluster stays there. Stop the pollers of the cluster first.',
  arguments: {},
  options: {
    ...clusterOption,
    uid: {
      value: 'UID',
      meaning: 'UID of the new namespace kube-system; without it the cluster that the next tick finds',
    },
    yes: { short: 'y', meaning: 'do not ask' },
  },
  examples: ['storeplane admin cluster adopt --uid 3c0bd3a2-5d9a-4e0f-9f4e-1f1a4b0d6d5e'],
} as const satisfies CommandDefinition
