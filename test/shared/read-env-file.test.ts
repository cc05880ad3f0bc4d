// A `.env` means what it says, or is refused with the line: nothing in it is left out in silence.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvironment } from '../../shared/config/environment.ts'
import { readEnvFile } from '../../shared/config/read-env-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-env-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (content: string | Buffer) => writeFileSync(join(folder, '.env'), content)

test('settings, comments and blank lines are read, with or without a byte order mark, for each end of line', () => {
  const lines = [
    '# a comment',
    '',
    'PORT=5971',
    'export HOST=::1',
    '  RESERVED_NAMES = "a,b" # names',
    "LOG_LEVEL='debug'",
  ]
  for (const mark of ['', '\ufeff'])
    for (const end of ['\n', '\r\n']) {
      write(mark + lines.join(end) + end)
      expect(readEnvFile(folder)).toMatchObject({
        PORT: '5971',
        HOST: '::1',
        RESERVED_NAMES: 'a,b',
        LOG_LEVEL: 'debug',
      })
    }
})

const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,12}$/)
const plain = fc.stringMatching(/^[a-zA-Z0-9:/.,-]{1,20}$/)
const quoted = fc.stringMatching(/^[a-z \n#=]{0,20}$/).map((text) => `"${text}"`)
const good = fc.oneof(
  fc.tuple(name, fc.oneof(plain, quoted)).map(([key, value]) => `${key}=${value}`),
  fc.constantFrom('', '   ', '# PORT: 5000', '#'),
)
const bad = fc.oneof(
  fc.tuple(name, plain).map(([key, value]) => `${key}: ${value}`),
  fc.tuple(name, plain).map(([key, value]) => `set ${key}=${value}`),
  fc.tuple(name, plain).map(([key, value]) => `$env:${key} = ${value}`),
  fc.stringMatching(/^[a-z{}[\];]{1,10}$/),
)

test('every line that is no setting is named by its number, wherever it stands, and nothing else is', () => {
  const lines = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: good },
      bad.map((line) => ({ line })),
    ),
    { maxLength: 9 },
  )
  fc.assert(
    fc.property(lines, (made) => {
      const texts = made.map((one) => (typeof one === 'string' ? one : one.line))
      const starts = texts.map((_, at) => texts.slice(0, at).join('\n').split('\n').length + (at === 0 ? 0 : 1))
      const faulty = made.flatMap((one, at) => (typeof one === 'string' ? [] : [starts[at]]))
      write(texts.join('\n'))
      if (faulty.length === 0) readEnvFile(folder)
      else
        expect(() => readEnvFile(folder)).toThrow(
          expect.objectContaining({ exitCode: 2, message: expect.stringContaining(`in line ${faulty.join(', ')};`) }),
        )
    }),
  )
})

const rest = fc.stringMatching(/^[a-z0-9 #"'`=\\\\]{0,12}$/)
const values = fc.oneof(
  rest,
  fc.tuple(fc.constantFrom('"', "'", '`'), rest).map(([quote, text]) => quote + text),
  fc.tuple(fc.constantFrom('"', "'", '`'), plain, rest).map(([quote, text, after]) => quote + text + quote + after),
)

/** Undefined where more than one meaning could be had. */
function standsThere(value: string): string | undefined {
  const [, quote = '', inner = '', rest = ''] = /^ *(["'`])(.*?)\1(.*)$/.exec(value) ?? []
  if (quote !== '') return /^ *(#.*)?$/.test(rest) ? inner : undefined
  const [text = ''] = value.split(/(?<= )#/)
  return /^ *["'`]|#/.test(text) ? undefined : text.trim()
}

test('a value is read as it stands there, or its line is refused', () => {
  fc.assert(
    fc.property(values, (value) => {
      write(`A=1\nTOKEN=${value}\nB=2\n`)
      const stands = standsThere(value)
      if (stands !== undefined) expect(readEnvFile(folder)).toEqual({ A: '1', TOKEN: stands, B: '2' })
      else
        expect(() => readEnvFile(folder)).toThrow(
          expect.objectContaining({ exitCode: 2, message: expect.stringMatching(/line 2; put it into quotes/) }),
        )
    }),
    { numRuns: 500 },
  )
})

test.each(['sp_a#b', '"abc', '"abc"d', "'it's'", '#abc'])(
  'TOKEN=%s is refused, for a part of it would be left out',
  (value) => {
    write(`TOKEN=${value}\n`)
    expect(() => readEnvFile(folder)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringMatching(/no clear value in line 1; put it into quotes/),
      }),
    )
  },
)

test.each([
  ['UTF-16', Buffer.from('\ufeffPORT=5971\r\n', 'utf16le')],
  ['UTF-16 without a mark', Buffer.from('PORT=5971\n', 'utf16le')],
  ['Latin-1', Buffer.from('STORE_ADMIN_EMAIL=j\xfcrg@example.com\n', 'latin1')],
])('a file in %s is refused with the cure', (_, bytes) => {
  write(bytes)
  expect(() => readEnvFile(folder)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(/not in UTF-8.*save it/) }),
  )
})

test('a folder of that name is refused with 2 and the cure', () => {
  mkdirSync(join(folder, '.env'))
  expect(() => readEnvFile(folder)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(/EISDIR.*make it a file/) }),
  )
})

test('an empty variable counts as not set, so the file decides', () => {
  write('DATABASE_URL=sqlite:///shop.db\nPORT=1\n')
  const environment = readEnvironment({ DATABASE_URL: ' ', PORT: '2' }, folder)
  expect(environment).toEqual({ DATABASE_URL: 'sqlite:///shop.db', PORT: '2' })
})
