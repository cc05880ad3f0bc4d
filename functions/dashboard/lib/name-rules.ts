// The rules of a store's name, told while one types; the API holds the same and has the last word.
import { texts } from '../texts.ts'

const maxLength = 40

/** The first rule that the name breaks, as a sentence; null where it breaks none. An empty name is no fault yet. */
export function nameFault(name: string, reserved: readonly string[]): string | null {
  const faults = texts.create.faults
  if (name === '') return null
  if (/[^a-z0-9-]/.test(name)) return faults.charset
  if ([...name].length > maxLength) return faults.tooLong(maxLength)
  if (/^-|-$/.test(name)) return faults.edge
  if (name.slice(2, 4) === '--') return faults.doubleHyphen
  if (reserved.includes(name)) return faults.reserved
  return null
}

/** What is nearly a name becomes one as it is typed: "My Shop" is "my-shop". */
export function toName(typed: string): string {
  return typed.toLowerCase().replace(/[\s_]+/g, '-')
}
