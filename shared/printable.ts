// Text from a server, a database or a cluster made safe for a terminal: no control character reaches it but the line's end.
import { invisibleCharacters } from './invisible-characters.ts'

const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g

/** What can make a line read as what it is not goes too. JSON stays JSON, of the same value. */
export function printable(text: string): string {
  return text.replace(controls, escapeUnits).replace(invisibleCharacters, escapeUnits)
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
