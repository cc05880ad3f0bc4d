// Keeps the last bytes of a stream, so that a talkative process costs no more memory than a silent one.

export type Tail = { add: (chunk: Uint8Array) => void; text: () => string }

/**
 * `text()` is what came last, at most `maxBytes` of it. A cut leaves whole lines only: half a line could begin with half
 * a secret, which no redaction would know again.
 */
export function openTail(maxBytes: number): Tail {
  let kept = Buffer.alloc(0)
  let isCut = false
  return {
    add: (chunk) => {
      isCut ||= kept.length + chunk.length > maxBytes
      kept = Buffer.concat([kept, chunk.subarray(-maxBytes)]).subarray(-maxBytes)
    },
    text: () => (isCut ? afterFirstLine(kept) : kept).toString('utf8'),
  }
}

function afterFirstLine(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf(0x0a) + 1 || bytes.length)
}
