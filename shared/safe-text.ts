// Text that holds no credential of any store, by its type: our own words, or what a store's redactor has cleaned.

declare const safe: unique symbol
export type SafeText = string & { readonly [safe]: true }

/** Hides a store's credentials in a text; `bindRedactor` of credentials.ts makes it. */
export type Redact = (text: string) => SafeText

/** Our own sentence, with values that cannot hold a credential; a raw string between the braces does not compile. */
export function text(parts: TemplateStringsArray, ...values: (SafeText | number)[]): SafeText {
  return String.raw({ raw: parts }, ...values) as SafeText
}

/** A constant of ours, or an identifier that was checked where it came in (an id, a status, a name). */
export function ownWords(words: string): SafeText {
  return words as SafeText
}

/** For the one function that redacts; nothing else may call it. */
export function markSafe(redacted: string): SafeText {
  return redacted as SafeText
}
