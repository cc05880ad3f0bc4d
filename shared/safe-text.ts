// Text that holds no credential of any store, by its type: our own words, or what a store's redactor has cleaned.

declare const safe: unique symbol
export type SafeText = string & { readonly [safe]: true }

/** Hides a store's credentials in a text; `bindRedactor` of credentials.ts makes it. */
export type Redact = (text: string, maxBytes?: number) => SafeText

/** Our own sentence, with values that cannot hold a credential; a raw string between the braces does not compile. */
export function text(parts: TemplateStringsArray, ...values: (SafeText | number)[]): SafeText {
  return String.raw({ raw: parts }, ...values) as SafeText
}

/** A constant of ours, or a value of a closed list: what can be any string, such as an error's message, does not compile. */
export function ownWords<W extends string>(words: Closed<W>): SafeText {
  return words as string as SafeText
}

/** Of a type that can be infinitely many strings no property is required. */
type Closed<W extends string> = W & (Record<never, never> extends Record<W, unknown> ? never : unknown)

/** The public id of a thing of ours, such as a secret key's; anything that does not look like one is left out. */
export function publicId(id: string): SafeText {
  return (/^[\w.-]{1,40}$/.test(id) ? id : '(not shown)') as SafeText
}

/** For the one function that redacts; nothing else may call it. */
export function markSafe(redacted: string): SafeText {
  return redacted as SafeText
}
