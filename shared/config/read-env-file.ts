// The settings of a folder's `.env`: what is no setting, or has no clear value, is a fault with its line, so that nothing is
// left out in silence.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ExitError } from '../errors.ts'

/** Empty where there is no such file. Throws an ExitError with code 2 for one that cannot be read as settings. */
export function readEnvFile(directory: string): Record<string, string> {
  const file = join(directory, '.env')
  const bytes = readBytes(file)
  if (bytes === undefined) return {}
  const text = decode(bytes, file)
  const { unset, unclear } = faultyLines(text)
  const faults = [
    ...(unset.length > 0 ? [`no setting in ${linesOf(unset)}; write NAME=value, or # before a comment`] : []),
    ...(unclear.length > 0
      ? [
          `no clear value in ${linesOf(unclear)}; put it into quotes that are closed, with nothing behind them but a comment`,
        ]
      : []),
  ]
  if (faults.length > 0) throw new ExitError(2, `${file}: ${faults.join('. Also ')}`)
  return parseEnv(text) as Record<string, string>
}

function linesOf(numbers: number[]): string {
  return `line ${numbers.slice(0, 10).join(', ')}`
}

function readBytes(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new ExitError(2, `${file} cannot be read (${code}); make it a file that this user can read, or remove it`)
  }
}

/** A byte order mark is left out: editors write it unasked. */
function decode(bytes: Buffer, file: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Said below.
  }
  throw new ExitError(2, `${file} is not in UTF-8 (PowerShell's > writes UTF-16); save it as UTF-8`)
}

const nothing = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y
const name = String.raw`[^\S\n]*(?:export[^\S\n]+)?[A-Za-z_][\w.-]*[^\S\n]*=[^\S\n]*`
/** A quoted value may go over several lines. */
const quoted = String.raw`(?:"[^"]*"|'[^']*'|\x60[^\x60]*\x60)[^\S\n]*(?:#[^\n]*)?`
const plain = String.raw`(?:[^\n#"'\x60\s][^\n#]*?)?[^\S\n]*(?:(?<=\s)#[^\n]*)?`
const setting = new RegExp(String.raw`${name}(?:${quoted}|${plain})(?:\n|$)`, 'y')
/** Node would take a part of its value: up to a #, within quotes, or with a quote that is never closed. */
const unclearSetting = new RegExp(String.raw`${name}[^\n]*(?:\n|$)`, 'y')
const anyLine = /[^\n]*(?:\n|$)/y

type Faulty = { unset: number[]; unclear: number[] }

/** The numbers of lines, from 1. */
function faultyLines(text: string): Faulty {
  const faulty: Faulty = { unset: [], unclear: [] }
  let line = 1
  for (let at = 0; at < text.length; ) {
    const [pattern = anyLine, next = text.length] = firstMatch(text, at)
    if (pattern === anyLine) faulty.unset.push(line)
    if (pattern === unclearSetting) faulty.unclear.push(line)
    line += text.slice(at, next).split('\n').length - 1
    at = next
  }
  return faulty
}

function firstMatch(text: string, at: number): [RegExp, number] | [] {
  for (const pattern of [nothing, setting, unclearSetting, anyLine]) {
    pattern.lastIndex = at
    if (pattern.test(text)) return [pattern, pattern.lastIndex]
  }
  return []
}
