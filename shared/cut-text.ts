// Bounds a text of the cluster or of Helm before it is redacted.

/** At most `maxCharacters`; what would be halved is left out, for half a credential could not be recognised as one. */
export function cutText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text
  return `${text.slice(0, maxCharacters - 1).replace(/[\w+/=%-]+$/, '')}…`
}
