// The terminal of the process: what commands print and note, what they may ask, and how a browser is started.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { systemClock } from '../shared/clock.ts'
import type { Environment } from '../shared/config/environment.ts'
import { ExitError } from '../shared/errors.ts'
import { printable } from '../shared/printable.ts'
import type { Context } from './context.ts'
import { openUrl } from './open-url.ts'

const mostInputBytes = 64 * 1024
const interruptedCode = 130

export function openTerminal(environment: Environment, directory: string): Context {
  const canAsk = process.stdin.isTTY === true
  return {
    environment,
    directory,
    clock: systemClock,
    // Some terminals say 0 when they do not know.
    columns: (process.stdout.isTTY && process.stdout.columns) || undefined,
    colour: process.stdout.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb',
    canAsk,
    print: (text, paint = (safe) => safe) => process.stdout.write(`${paint(printable(text))}\n`),
    note,
    confirm: async (question) => (canAsk ? isYes(await ask(`${question} [y/N] `)) : undefined),
    ask,
    readInput,
    openUrl: (url) => openUrl(url, { environment, platform: process.platform }),
    onInterrupt,
  }
}

function note(text: string): void {
  process.stderr.write(`${printable(text)}\n`)
}

function isYes(answer: string): boolean {
  return /^y(es)?$/i.test(answer.trim())
}

/** Ctrl-C and Ctrl-D at a question end the program without having done anything. */
async function ask(question: string, { secret = false }: { secret?: boolean } = {}): Promise<string> {
  const safe = printable(question)
  if (secret) process.stderr.write(safe)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const output = secret ? silent : process.stderr
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  const closed = new Promise<never>((_, refuse) =>
    terminal.once('close', () => refuse(new ExitError(1, 'Nothing was done.'))),
  )
  try {
    return await Promise.race([terminal.question(secret ? '' : safe), closed])
  } finally {
    closed.catch(() => undefined)
    terminal.close()
    if (secret) process.stderr.write('\n')
  }
}

async function readInput(): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > mostInputBytes) throw new ExitError(2, `standard input holds more than ${mostInputBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function onInterrupt(sentence: () => string): () => void {
  const end = () => {
    note(`\n${sentence()}`)
    process.exit(interruptedCode)
  }
  process.once('SIGINT', end)
  return () => process.removeListener('SIGINT', end)
}
