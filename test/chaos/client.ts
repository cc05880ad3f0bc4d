// A client that goes on when a functions process dies under it: it asks the other one, and finds out what became of its POST.

export type Client = {
  /** The id of the store with this name, made by this call or by one whose answer was lost. */
  create(name: string, engine: string): Promise<string>
  delete(id: string): Promise<void>
  retry(id: string): Promise<void>
  /** Whatever is being done to the store then, if anything. */
  cancel(id: string): Promise<void>
  /** Answers that nobody should ever see, such as one of 5xx other than 503. */
  unexpected: string[]
}

const patienceMs = 120_000

export function openClient(apiUrls: string[]): Client {
  const unexpected: string[] = []
  let turn = 0
  const call = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const until = performance.now() + patienceMs
    for (;;) {
      try {
        const answer = await fetch(`${apiUrls[turn++ % apiUrls.length]}/api/v1${path}`, {
          method,
          ...(body === undefined
            ? {}
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
          signal: AbortSignal.timeout(20_000),
        })
        const text = await answer.text()
        if (answer.status >= 500 && answer.status !== 503)
          unexpected.push(`${method} ${path}: ${answer.status} ${text}`)
        if (answer.status < 500) return { status: answer.status, body: JSON.parse(text) }
      } catch (error) {
        if (performance.now() > until) throw error
      }
      if (performance.now() > until) throw new Error(`${method} ${path} was not answered within ${patienceMs} ms`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return {
    unexpected,
    create: async (name, engine) => {
      const { status, body } = await call('POST', '/stores', { name, engine })
      if (status === 202) return String(body['id'])
      if (status === 409 && body['store_id']) return String(body['store_id'])
      throw new Error(`POST of ${name} answered ${status}: ${JSON.stringify(body)}`)
    },
    delete: async (id) => void (await call('DELETE', `/stores/${id}`)),
    retry: async (id) => void (await call('POST', `/stores/${id}/retry`)),
    cancel: async (id) => {
      const { operation } = (await call('GET', `/stores/${id}`)).body as { operation: { id: string } | null }
      if (operation === null) return
      const path = `/operations/${operation.id}/cancel`
      const { status, body } = await call('POST', path)
      // A deletion, and what has ended meanwhile, cannot be cancelled.
      if (status !== 200 && body['code'] !== 'not_cancellable')
        unexpected.push(`POST ${path}: ${status} ${JSON.stringify(body)}`)
    },
  }
}
