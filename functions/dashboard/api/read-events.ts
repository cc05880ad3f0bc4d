// A stream of events as it is read: the text in parts, cut anywhere, becomes messages (server-sent events).

export type Message = { id: string | null; data: string | null; retryMs: number | null }

/** Give it part after part; it calls `each` for every message and comment that is whole. */
export function openReader(each: (message: Message) => void): (part: string) => void {
  let rest = ''
  return (part) => {
    const blocks = (rest + part).split(/\r?\n\r?\n/)
    rest = blocks.pop() ?? ''
    for (const block of blocks) each(toMessage(block))
  }
}

/** A comment is a message without data: a heartbeat. */
function toMessage(block: string): Message {
  const lines = block.split(/\r?\n/).map((line) => /^(id|data|retry): ?(.*)$/.exec(line) ?? [])
  const of = (field: string) => lines.filter(([, name]) => name === field).map(([, , value]) => value ?? '')
  const data = of('data')
  const retry = of('retry').at(-1)
  return {
    id: of('id').at(-1) ?? null,
    data: data.length > 0 ? data.join('\n') : null,
    retryMs: retry === undefined ? null : Number(retry),
  }
}
