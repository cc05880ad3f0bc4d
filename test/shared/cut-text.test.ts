// What is too long ends before a word that would be halved: half a secret could not be recognised as one.
import { expect, test } from 'vitest'
import { cutText } from '../../shared/cut-text.ts'
import { classifyHelmError } from '../../shared/helm/classify.ts'
import { errorOfAnswer } from '../../shared/kubernetes/cluster-error.ts'
import { partsOf } from '../support/leaks.ts'

test('a text within the bound stays as it is', () => {
  expect(cutText('password=abc', 12)).toBe('password=abc')
})

test('a longer one ends before the word, the value or the field that does not fit', () => {
  expect(cutText('denied: password abcdef', 20)).toBe('denied: password …')
  expect(cutText('{"user":"shop","password":"abcdef"}', 30)).toBe('{"user":"shop","password":"…')
  expect(cutText('x'.repeat(50), 20)).toBe('…')
})

const secret = 'osilzlfXm2kLT_ueMnJtMBwxWkChv_Fe'
const halved = (before: number) =>
  `${'word '.repeat(300).slice(0, before)} password=${secret} and so on ${'x '.repeat(600)}`

test.each([
  [
    'the API server',
    (message: string) => errorOfAnswer({ status: 500, body: JSON.stringify({ message }), asked: 'GET /x' }),
  ],
  ['Helm', (message: string) => classifyHelmError(`Error: INSTALLATION FAILED: ${message}`)],
])(
  'wherever the words of %s are cut, no half of a credential is left, so that a redactor finds all that is there',
  (_, read) => {
    for (let before = 400; before < 1_100; before++) {
      const rest = read(halved(before)).message.replaceAll(secret, '')
      expect(partsOf(secret, 8).filter((part) => rest.includes(part))).toEqual([])
    }
  },
)
