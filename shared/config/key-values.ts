// Texts by key in one variable: a list of KEY=VALUE, or a JSON object where a value holds what would end it in a list.

export const keyValuesForm = 'KEY=VALUE pairs separated by commas, or a JSON object of texts'

export type KeyValues = { pairs: [key: string, value: string][]; isList: boolean }

/** Null for what is neither. A key may be there twice. */
export function readKeyValues(text: string): KeyValues | null {
  const trimmed = text.trim()
  const isList = !/^[[{]/.test(trimmed)
  const pairs = isList ? readList(trimmed) : readObject(trimmed)
  return pairs === null ? null : { pairs, isList }
}

function readList(text: string): KeyValues['pairs'] | null {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  const pairs = parts.map((part): [string, string] | null => {
    const at = part.indexOf('=')
    return at < 0 ? null : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
  })
  return pairs.every((pair) => pair !== null) ? pairs : null
}

function readObject(text: string): KeyValues['pairs'] | null {
  const parsed = parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
  if (!Object.values(parsed).every((value) => typeof value === 'string')) return null
  // JSON.parse drops the first of two: in an object of texts, keys and values take turns.
  const texts = (text.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map((one) => JSON.parse(one) as string)
  return texts.flatMap((key, at): KeyValues['pairs'] => (at % 2 === 0 ? [[key, texts[at + 1] ?? '']] : []))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
