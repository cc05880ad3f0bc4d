// Keeps the last bytes of a stream, so that a talkative process costs no more memory than a silent one.

export type Tail = { add: (chunk: Uint8Array) => void; text: () => string }

/** `text()` is what came last, at most `maxBytes` of it, whole characters only. */
export function openTail(maxBytes: number): Tail {
  let kept = Buffer.alloc(0)
  return {
    add: (chunk) => {
      kept = Buffer.concat([kept, chunk.subarray(-maxBytes)]).subarray(-maxBytes)
    },
    text: () => wholeCharacters(kept).toString('utf8'),
  }
}

function wholeCharacters(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)
  return first < 1 ? bytes : bytes.subarray(first)
}
