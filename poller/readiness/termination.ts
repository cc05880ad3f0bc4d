// How a container ended, and what it said last.

export type Terminated = { exitCode?: number; signal?: number; reason?: string; message?: string }

/** For example `OOMKilled, exit code 137: <termination message>`. */
export function describeEnd(terminated: Terminated | undefined): string {
  if (terminated === undefined) return 'its end left no record'
  const { reason, exitCode, signal } = terminated
  const end = [reason, exitCode === undefined ? null : `exit code ${exitCode}`, signal ? `signal ${signal}` : null]
  const text = end.filter(Boolean).join(', ')
  const message = messageOf(terminated)
  return message === '' ? text : `${text}: ${message}`
}

/** What says most in few words: the last line that is a sentence of the program itself. Empty where there is none. */
export function lastTellingLine(terminated: Terminated | undefined): string {
  const lines = terminated === undefined ? [] : messageOf(terminated).split('\n')
  const written = lines.map((line) => line.trim()).filter((line) => line !== '')
  return shorten(written.findLast((line) => !tellsNothing.some((form) => form.test(line))) ?? written.at(-1) ?? '')
}

/** The kubelet keeps the end of a log: where it had to cut, a message begins in the middle of a word. */
const cutBytes = 2_048

/** Without ANSI codes, and without half a word at its beginning: half a secret could not be recognised as one. */
function messageOf({ message = '' }: Terminated): string {
  const whole = Buffer.byteLength(message) < cutBytes ? message : message.replace(/^\S+/, '…')
  return whole
    .replace(/\r\n?/g, '\n')
    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g, '')
    .trim()
}

/** Lines that follow the one that says why: the step that failed, stack traces, the runtime's own last words. */
const tellsNothing = [
  /^The step "[^"]*" of the set-up failed with code -?\d+\.$/,
  /^at .+:\d+\)?$|^#\d+ |^Stack trace:$|^thrown in /,
  /^Node\.js v\d|^npm (?:ERR!|error)/,
  /^[^\p{L}\p{N}]+$/u,
]

const maxCharacters = 300

/** Cut between words only, for the same reason. */
function shorten(line: string): string {
  if (line.length <= maxCharacters) return line
  const room = line.slice(0, maxCharacters)
  const end = room.search(/\s\S*$/)
  return end === -1 ? '' : `${room.slice(0, end)} …`
}
