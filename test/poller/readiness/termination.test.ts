// What a container said last: the line that says why, whole words of it, and nothing of a terminal.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeEnd, lastTellingLine } from '../../../poller/readiness/termination.ts'

const ended = (message?: string) => ({ exitCode: 1, reason: 'Error', ...(message === undefined ? {} : { message }) })

describe('the last telling line', () => {
  it.each<[string, string, string]>([
    ['the only one', 'no database', 'no database'],
    ['the last that is not empty', 'one\ntwo\n\n  \n', 'two'],
    ['without colours and titles', '\u001b]0;setup\u0007\u001b[1;31mboom\u001b[0m\r\n', 'boom'],
    ['before the set-up’s own remark', 'cause\nThe step "check" of the set-up failed with code 1.', 'cause'],
    [
      'that remark where it is alone',
      'The step "check" of the set-up failed with code 1.',
      'The step "check" of the set-up failed with code 1.',
    ],
    [
      'before a stack of Node',
      'Error: no region\n    at load (/app/x.js:3:9)\n    at node:internal/main:28:49\n}\n\nNode.js v20.19.0',
      'Error: no region',
    ],
    [
      'before a stack of PHP',
      'PHP Fatal error:  Uncaught Exception: boom in /x.php:12\nStack trace:\n#0 {main}\n  thrown in /x.php on line 12',
      'PHP Fatal error:  Uncaught Exception: boom in /x.php:12',
    ],
    ['a sentence that begins like a stack', 'At least one plugin is missing', 'At least one plugin is missing'],
    ['nothing', '', ''],
  ])('is %s', (_, message, line) => {
    expect(lastTellingLine(ended(message))).toBe(line)
  })

  it('is empty where nothing was said', () => {
    expect(lastTellingLine(ended())).toBe('')
    expect(lastTellingLine(undefined)).toBe('')
  })

  it('has at most 300 characters and one sign, and no part of a word', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'B', '7', '-'), minLength: 1, maxLength: 80 }))
    fc.assert(
      fc.property(words, (all) => {
        const line = lastTellingLine(ended(all.join(' ')))
        expect(line.length).toBeLessThanOrEqual(302)
        for (const word of line.split(' ')) expect(['', '…', ...all]).toContain(word)
      }),
    )
  })

  it('is none where its first word alone is longer, for a part of it might be half a secret', () => {
    expect(lastTellingLine(ended(`${'x'.repeat(301)} and more`))).toBe('')
  })
})

describe('the description of an end', () => {
  it('has all lines of what was said', () => {
    expect(describeEnd(ended('one\n\u001b[31mtwo\u001b[0m\n'))).toBe('Error, exit code 1: one\ntwo')
  })

  it('begins with no half of a word where the kubelet had to cut', () => {
    const tail = `half-a-secret ${'x'.repeat(2_034)}`
    expect(describeEnd(ended(tail))).toMatch(/^Error, exit code 1: … x/)
  })
})
