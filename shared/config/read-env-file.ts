// The settings of a folder's `.env`: what is no setting is a fault with its line, so that none is left out in silence.
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
  const faulty = faultyLines(text)
  if (faulty.length > 0)
    throw new ExitError(
      2,
      `${file}: no setting in line ${faulty.slice(0, 10).join(', ')}; write NAME=value, or # before a comment`,
    )
  return parseEnv(text) as Record<string, string>
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
/** A quoted value may go over several lines. */
const setting =
  /[^\S\n]*(?:export[^\S\n]+)?[A-Za-z_][\w.-]*[^\S\n]*=[^\S\n]*(?:"[^"]*"|'[^']*'|`[^`]*`)?[^\n]*(?:\n|$)/y
const anyLine = /[^\n]*(?:\n|$)/y

/** Their numbers, from 1. */
function faultyLines(text: string): number[] {
  const faulty: number[] = []
  let line = 1
  for (let at = 0; at < text.length; ) {
    const [pattern = anyLine, end = text.length] = firstMatch(text, at)
    if (pattern === anyLine) faulty.push(line)
    line += text.slice(at, end).split('\n').length - 1
    at = end
  }
  return faulty
}

function firstMatch(text: string, at: number): [RegExp, number] | [] {
  for (const pattern of [nothing, setting, anyLine]) {
    pattern.lastIndex = at
    if (pattern.test(text)) return [pattern, pattern.lastIndex]
  }
  return []
}
