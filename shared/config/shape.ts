// What a variable's value looks like: the words for it, and how it is read.
export type Shape<T> = {
  /** Completes the sentence "must be …". */
  form: string
  /** What to do to get a value that nobody can type. */
  hint?: string
  /** Undefined where `text` does not have this form. Paths are relative to `directory`. */
  read(text: string, directory: string): T | undefined
  /** More exact than the form: what is wrong with this text. */
  faultsOf?(text: string): string[]
  /** Whether a fault may repeat the text: never where it can hold a secret. */
  isSecret?: true
}

const text: Shape<string> = { form: 'text', read: (value) => value }

export const secretText: Shape<string> = { ...text, isSecret: true }

export const path: Shape<string> = { form: 'a path', read: (value) => value }

/** Seconds, fractions allowed, as milliseconds. Of decimal digits: `0x10` and `1e3` are rather mistyped than meant. */
export function seconds({ min = 0.001, max = 86_400 }: { min?: number; max?: number } = {}): Shape<number> {
  return {
    form: `a number of seconds from ${min} to ${max}`,
    read: (value) => {
      const given = /^(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN
      return isWithin(given, min, max) ? Math.round(given * 1000) : undefined
    },
  }
}

export function count({ min = 0, max = 1_000_000 }: { min?: number; max?: number } = {}): Shape<number> {
  return {
    form: `a whole number from ${min} to ${max}`,
    read: (value) => (/^\d+$/.test(value) && isWithin(Number(value), min, max) ? Number(value) : undefined),
  }
}

export function oneOf<const T extends string>(...choices: readonly T[]): Shape<T> {
  return { form: `one of ${choices.join(', ')}`, read: (value) => choices.find((choice) => choice === value) }
}

/** A text as it is, where it matches. */
export function matching(pattern: RegExp, form: string): Shape<string> {
  return { form, read: (value) => (pattern.test(value) ? value : undefined) }
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isFinite(value) && value >= min && value <= max
}
