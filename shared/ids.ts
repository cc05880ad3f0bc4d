// Ids: of stores, requests and processes. Randomness comes in as an argument.
import { randomBytes } from 'node:crypto'

export type RandomBytes = (size: number) => Uint8Array

/** Characters: the id of a store, its namespace and its Helm release are longer, and have limits of their own. */
export const maxNameLength = 40

const suffixAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** `<name>-<6 of a-z0-9>`: a store's id, its Helm release, and after `store-` its namespace. */
export function makeStoreId(name: string, random: RandomBytes = randomBytes): string {
  return `${name}-${randomText(6, random)}`
}

export function namespaceOf(storeId: string): string {
  return `store-${storeId}`
}

export function makeRequestId(random: RandomBytes = randomBytes): string {
  return `req_${randomText(16, random)}`
}

export function makeOperationId(random: RandomBytes = randomBytes): string {
  return `op_${randomText(16, random)}`
}

export function makeKeyId(random: RandomBytes = randomBytes): string {
  return `key_${randomText(10, random)}`
}

/** Names one run of a process as a lease holder; a second run never has the same. */
export function makeHolderId(host: string, pid: number, random: RandomBytes = randomBytes): string {
  return `${host}:${pid}:${randomText(8, random)}`
}

/** Bytes beyond the last whole multiple of 36 are skipped, so that each letter is equally likely. */
function randomText(length: number, random: RandomBytes): string {
  let text = ''
  while (text.length < length) {
    for (const byte of random(length * 2)) {
      if (byte < 252 && text.length < length) text += suffixAlphabet[byte % suffixAlphabet.length]
    }
  }
  return text
}
