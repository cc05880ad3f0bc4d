// One definition of commands: what is refused, what is explained, and that the help tells the truth about it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildProgram } from '../../cli/commands/build-program.ts'
import type { CommandDefinition } from '../../cli/commands/definition.ts'
import { definitions, families, type Words } from '../../cli/commands/definitions.ts'
import type { Context } from '../../cli/context.ts'
import { run, type Terminal } from './terminal.ts'

const terminal: Terminal = { environment: {}, directory: '/' }
const storeplane = (...words: string[]) => run(words, terminal)
const all = Object.keys(definitions) as Words[]

describe('misuse ends with 2 and says which help shows how', () => {
  test.each([
    [['lst'], /Did you mean list\?[\s\S]*storeplane --help/],
    [['admin', 'keys', 'creat'], /Did you mean create\?/],
    [['list', '--staus', 'READY'], /Did you mean --status\?[\s\S]*storeplane list --help/],
    [['list', '--status', 'ready'], /Allowed choices are PROVISIONING, READY/],
    [['list', '--status'], /argument missing/],
    [
      ['list', 'more'],
      /too many arguments[\s\S]*storeplane list --q TEXT finds stores by the beginning of their names/,
    ],
    [['version', 'more'], /too many arguments[^\n]*\nstoreplane version --help/],
    [['list', '-q', '-o', 'json'], /--quiet and --output exclude each other/],
    [['list', '--json', '-o', 'yaml'], /--json and --output yaml exclude each other/],
    [['list', '--limit', '0'], /--limit must be a whole number/],
    [['retry', 'a', '--timeout', '5'], /--timeout bounds a wait; add --wait/],
    [['operation', 'op_a', '--wait', '--timeout', 'soon'], /--timeout must be a number of seconds/],
    [['show'], /STORE is missing[\s\S]*storeplane show --help/],
    [['show', 'a', '-o', 'wide'], /Allowed choices are json, yaml/],
    [['completion', 'powershell'], /Allowed choices are bash, zsh, fish/],
    [['help', 'bogus'], /there is no command "bogus"/],
    [['toString', 'help'], /unknown command 'toString'/],
    [['valueOf', '--bogus'], /unknown (command|option)/],
    [['--profile', 'a', 'admin', 'migrate'], /--profile is for commands that call the API/],
    [['admin', 'releases', 'set-default', 'a', '--auto'], /name either a release or --auto/],
    [['admin', 'releases', 'set-default'], /name either a release or --auto/],
  ])('%j', async (words, sentence) => {
    expect(await storeplane(...words)).toMatchObject({ code: 2, printed: '', noted: expect.stringMatching(sentence) })
  })

  test.each([[[]], ...Object.keys(families).map((words) => [words.split(' ')])])(
    '%j alone explains to standard error what may follow',
    async (words) => {
      const { code, printed, noted } = await storeplane(...words)
      expect([code, printed]).toEqual([2, ''])
      expect(noted).toContain('Commands:'.slice(words.length === 0 ? 9 : 0))
      expect(noted).toMatch(/^Usage: storeplane/)
    },
  )

  test('whatever is typed, it is one command or a usage error', () => {
    const words = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...all.flatMap((one) => one.split(' ')),
          '--',
          '-',
          '-o',
          '--json',
          '--wait',
          '--profile',
          '-qy',
        ),
        fc.string({ maxLength: 8, unit: 'binary' }),
      ),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(words, (typed) => {
        const called: string[] = []
        try {
          buildProgram(silent, (name) => called.push(name)).parse(typed, { from: 'user' })
          expect(called).toHaveLength(1)
        } catch (error) {
          expect(String((error as { code?: unknown }).code)).toMatch(/^commander\./)
          expect(called).toEqual([])
        }
      }),
      { numRuns: 50 },
    )
  })
})

const silent = { print: () => undefined, note: () => undefined, columns: 80 } as unknown as Context

describe('help', () => {
  test.each(all)(
    'of "%s" has its meaning, each option with its own, and examples; asked for in any way it is the same',
    async (words) => {
      const definition: CommandDefinition = definitions[words]
      const asked = await storeplane(...words.split(' '), '--help')
      expect([asked.code, asked.noted]).toEqual([0, ''])
      const text = flat(asked.printed)
      expect(text).toContain(`Usage: storeplane ${words} `.trimEnd())
      expect(text).toContain(definition.summary)
      const meanings = [...Object.values(definition.options), ...Object.values(definition.arguments)]
      for (const { meaning } of meanings) expect(text).toContain(flat(meaning))
      expect(definition.examples.length).toBeGreaterThan(0)
      for (const example of definition.examples) expect(text).toContain(flat(example))
      expect((await storeplane('help', ...words.split(' '))).printed).toBe(asked.printed)
    },
  )

  test.each(all)('the examples of "%s" are commands that it understands', (words) => {
    for (const example of definitions[words].examples) {
      const called: string[] = []
      const typed = example.replace(/^source <\((.*)\)$/, '$1').replace(/ [<|] .*$/, '')
      buildProgram(silent, (name) => called.push(name)).parse(typed.split(' ').slice(1), { from: 'user' })
      expect(called).toHaveLength(1)
    }
  })

  test.each([['admin'], ['admin keys'], ['admin keys create']])(
    'of "%s" may be asked for behind admin',
    async (words) => {
      const asked = await storeplane('help', ...words.split(' '))
      expect(asked.code).toBe(0)
      expect(await storeplane('admin', 'help', ...words.split(' ').slice(1))).toEqual(asked)
    },
  )

  test('may be asked for by -h, also where arguments are missing', async () => {
    const asked = await storeplane('show', '--help')
    expect(await storeplane('show', '-h')).toEqual(asked)
    expect(await storeplane('show', 'a', 'b', '--json', '--help')).toEqual(asked)
  })

  test('lists every command, each below its heading', async () => {
    const { code, printed } = await storeplane('--help')
    expect(code).toBe(0)
    for (const words of all) expect(printed).toMatch(new RegExp(`^  ${words.split(' ')[0]} `, 'm'))
    expect(printed.match(/^[A-Z][A-Za-z ]+:$/gm)).toEqual([
      'Options:',
      'Stores:',
      'Operations:',
      'This program:',
      'Administration:',
    ])
  })
})

test('--version, -V and version print the version alone', async () => {
  for (const words of ['--version', '-V', 'version'])
    expect(await storeplane(words)).toMatchObject({ code: 0, printed: 'unbuilt\n', noted: '' })
})

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
