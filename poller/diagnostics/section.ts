// A section of the evidence: a heading and lines below it.

export type Section = { title: string; lines: string[] }

/** The one function that hides a store's credentials, bound to that store. */
export type Clean = (text: string) => string

const maxCharacters = 600

/** A text of several lines; no credential spans lines, so each is cleaned by itself. */
export function linesOf(text: string, clean: Clean): string[] {
  return text
    .split('\n')
    .map((line) => oneLine(line, clean))
    .filter((line) => line !== '')
}

/** A text of the cluster as one line; cleaned before it is cut, for half a secret could not be recognised as one. */
export function oneLine(text: string, clean: Clean): string {
  return bounded(clean(text).replace(/\s+/g, ' ').trim())
}

/** `line` has been cleaned already. */
export function bounded(line: string): string {
  return line.length > maxCharacters ? `${line.slice(0, maxCharacters)}…` : line
}
