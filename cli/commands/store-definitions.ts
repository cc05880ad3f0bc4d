// The commands about stores, which call the API.
import { engines } from '../../shared/engines/index.ts'
import { statuses } from '../../shared/stores/state-machine.ts'
import { type CommandDefinition, outputOptions, profileOption, storeArgument, waitOptions } from './definition.ts'

export const create = {
  summary: 'Create a store',
  details: `Prints the id of the new store at once. With --wait it then says what the store waits for, and ends when it is READY (exit code 0) \
or FAILED (1). Ctrl-C ends the waiting alone: the store goes on being made.`,
  arguments: { NAME: { meaning: '1 to 40 small letters, digits and hyphens; it becomes part of the URL' } },
  options: {
    engine: { value: 'ENGINE', meaning: `what the store is made of: ${engines.join(' or ')}`, suggests: engines },
    release: {
      value: 'RELEASE',
      meaning: "make it from this release, else from the default of the store's first install",
    },
    ...waitOptions,
    ...outputOptions,
    ...profileOption,
  },
  examples: [
    `storeplane create my-shop --engine ${engines[0]}`,
    `storeplane create my-shop --engine ${engines[0]} --wait --timeout 600`,
  ],
} as const satisfies CommandDefinition

export const list = {
  summary: 'List stores, newest first',
  details: `DELETED stores are listed with --status DELETED only, by their ids: their names may be taken again. On a terminal the table \
fits its width; in a pipe nothing is cut off.`,
  arguments: {},
  insteadOfMore: 'storeplane list --q TEXT finds stores by the beginning of their names',
  options: {
    status: {
      value: 'STATUS',
      meaning: 'only stores with this status',
      choices: statuses,
    },
    engine: { value: 'ENGINE', meaning: 'only stores of this engine', suggests: engines },
    q: { value: 'TEXT', meaning: 'only stores whose name begins with this' },
    limit: { value: 'N', meaning: 'at most so many stores (10000)' },
    quiet: { short: 'q', meaning: 'print ids alone' },
    output: { ...outputOptions.output, choices: ['json', 'yaml', 'wide'] },
    json: outputOptions.json,
    ...profileOption,
  },
  examples: [
    'storeplane list',
    'storeplane list --status FAILED --output wide',
    'storeplane list --status FAILED --quiet | xargs --no-run-if-empty --max-args 1 storeplane retry',
  ],
} as const satisfies CommandDefinition

export const show = {
  summary: 'Show one store: its status, what it waits for, its URL, why it failed',
  arguments: storeArgument,
  options: { ...outputOptions, ...profileOption },
  examples: ['storeplane show my-shop', 'storeplane show my-shop --output yaml'],
} as const satisfies CommandDefinition

export const open = {
  summary: "Open a store's URL in the browser",
  details: 'Prints the URL; where no browser can be started, that is all. Exit code 1 before the store was READY once.',
  arguments: storeArgument,
  options: profileOption,
  examples: ['storeplane open my-shop'],
} as const satisfies CommandDefinition

export const events = {
  summary: 'Show what happened to a store, oldest first',
  details: 'Evidence that was kept when something failed is printed below the table.',
  arguments: storeArgument,
  options: {
    follow: { meaning: 'go on with what happens, a line each, until the store is DELETED' },
    json: { meaning: 'print JSON; with --follow one document a line' },
    ...profileOption,
  },
  examples: ['storeplane events my-shop', 'storeplane events my-shop --follow'],
} as const satisfies CommandDefinition

export const credentials = {
  summary: "Show a store's first login",
  details: "That it was shown goes into the store's timeline.",
  arguments: storeArgument,
  options: { ...outputOptions, ...profileOption },
  examples: ['storeplane credentials my-shop'],
} as const satisfies CommandDefinition

export const retry = {
  summary: 'Try a FAILED store again',
  details: 'With --wait it ends when the store is READY (exit code 0) or FAILED (1).',
  arguments: storeArgument,
  options: { ...waitOptions, ...outputOptions, ...profileOption },
  examples: ['storeplane retry my-shop --wait'],
} as const satisfies CommandDefinition

export const deleteStore = {
  summary: 'Delete a store and everything in it',
  details: `On a terminal it shows the store and asks first; --yes answers. Where standard input is no terminal there is nobody to ask, and it \
deletes without a question. With --wait it ends when the store is gone.`,
  arguments: storeArgument,
  options: { yes: { short: 'y', meaning: 'do not ask' }, ...waitOptions, ...outputOptions, ...profileOption },
  examples: ['storeplane delete my-shop', 'storeplane delete my-shop --yes --wait'],
} as const satisfies CommandDefinition
