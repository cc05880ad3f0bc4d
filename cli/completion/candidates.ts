// What may be typed next, decided from the definitions alone.
import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from '../commands/definition.ts'
import { definitionOf, definitions, families } from '../commands/definitions.ts'

export type Candidate = { word: string; meaning: string }
/** `stores`: their names come from the API. */
export type Candidates = { words: Candidate[]; stores: boolean }

const nothing: Candidates = { words: [], stores: false }
const help: Candidate = { word: '--help', meaning: 'explain this command' }
const rootOptions: Candidate[] = [
  { word: '--profile', meaning: definitions.list.options.profile.meaning },
  { word: '--version', meaning: 'print the version' },
]

/** `typed` are the words behind `storeplane`, the last of which is not complete; it may be empty. */
export function findCandidates(typed: readonly string[]): Candidates {
  const current = typed.at(-1) ?? ''
  const [, option, value] = /^(--[a-z-]+)=(.*)$/s.exec(current) ?? []
  if (option !== undefined) return findValues([...typed.slice(0, -1), option, value ?? ''])
  const { path, rest } = splitPath(behindProfile(typed.slice(0, -1)))
  const definition = definitionOf(path.join(' '))
  const found = definition === undefined ? nextWords(path, rest, current) : withinCommand(definition, rest, current)
  return { ...found, words: found.words.filter(({ word }) => word.startsWith(current)) }
}

/** zsh and fish take `--output=json` for one word. */
function findValues(typed: string[]): Candidates {
  const { words } = findCandidates(typed)
  return { words: words.map(({ word, meaning }) => ({ word: `${typed.at(-2)}=${word}`, meaning })), stores: false }
}

function behindProfile(words: readonly string[]): readonly string[] {
  return words[0] === '--profile' ? words.slice(2) : words
}

/** As many words as name a command or a family of them, and what stands behind these. */
function splitPath(words: readonly string[]): { path: string[]; rest: string[] } {
  const path: string[] = []
  for (const word of words) {
    const longer = [...path, word].join(' ')
    if (definitionOf(path.join(' ')) !== undefined || !(longer in families || definitionOf(longer) !== undefined)) break
    path.push(word)
  }
  return { path, rest: words.slice(path.length) }
}

function nextWords(path: string[], rest: string[], current: string): Candidates {
  if (rest.length > 0) return nothing
  if (current.startsWith('-')) return { words: path.length === 0 ? [...rootOptions, help] : [help], stores: false }
  return { words: wordsBehind(path), stores: false }
}

function wordsBehind(path: string[]): Candidate[] {
  const prefix = path.map((word) => `${word} `).join('')
  const all = [
    ...Object.entries(families),
    ...Object.entries(definitions).map(([words, { summary }]) => [words, summary]),
  ]
  return all
    .filter(([words = '']) => words.startsWith(prefix) && !words.slice(prefix.length).includes(' '))
    .filter(([words = '']) => words.length > prefix.length)
    .map(([words = '', meaning = '']) => ({ word: words.slice(prefix.length), meaning }))
}

function withinCommand(definition: CommandDefinition, rest: string[], current: string): Candidates {
  const before = rest.at(-1)
  const valued = optionOf(definition, before)
  if (valued?.value !== undefined) return choicesOf(valued)
  if (current.startsWith('-')) return { words: [...unused(definition, rest), help], stores: false }
  const [name, argument] = Object.entries(definition.arguments)[countArguments(definition, rest)] ?? []
  if (name === 'COMMAND') return nextWords(splitPath(rest).path, splitPath(rest).rest, current)
  return argument === undefined ? nothing : choicesOf(argument)
}

function choicesOf(one: OptionDefinition | ArgumentDefinition): Candidates {
  const known = one.choices ?? ('suggests' in one ? one.suggests : undefined) ?? []
  const words = known.map((word) => ({ word, meaning: '' }))
  return { words, stores: 'completes' in one && one.completes === 'store' }
}

function unused({ options }: CommandDefinition, rest: string[]): Candidate[] {
  return Object.entries(options)
    .filter(([name, { many, short }]) => many || !(rest.includes(`--${name}`) || rest.includes(`-${short}`)))
    .map(([name, { meaning }]) => ({ word: `--${name}`, meaning }))
}

function optionOf({ options }: CommandDefinition, word: string | undefined): OptionDefinition | undefined {
  return Object.entries(options).find(([name, { short }]) => word === `--${name}` || word === `-${short}`)?.[1]
}

/** How many arguments stand before the one that is typed; a variadic one takes all that follow. */
function countArguments(definition: CommandDefinition, rest: string[]): number {
  const typed = rest.filter((word, index) => {
    return !word.startsWith('-') && optionOf(definition, rest[index - 1])?.value === undefined
  }).length
  const variadic = Object.values(definition.arguments).findIndex(({ many }) => many)
  return variadic < 0 ? typed : Math.min(typed, variadic)
}
