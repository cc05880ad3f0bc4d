// Asks the server for what a storefront asks, from inside the set-up: the real one starts when this has passed.
import { fail, needed, say, within } from './fail.mjs'
import { startMedusa } from './medusa.mjs'

const port = 9099
const startSeconds = 90

/** `first`: the publishable key is new, so it must be good; later a merchant may have revoked it. */
export async function check({ first }) {
  const server = startMedusa(['start', '--host', '127.0.0.1', '--port', String(port)], { MEDUSA_WORKER_MODE: 'server' })
  let ended
  void server.ended.then((code) => {
    ended = code
  })
  const health = await within(
    startSeconds,
    async () => {
      if (ended !== undefined) fail(`The server of the checks ended with code ${ended}.`)
      return (await ask('/health')).status === 200 || undefined
    },
    200,
  )
  if (!health) fail(`The server of the checks did not answer within ${startSeconds} s.`)
  await products(first)
  await frontPage()
  server.child.kill('SIGTERM')
  await within(5, () => ended, 50)
}

async function products(first) {
  const { status, text } = await ask('/store/products', { 'x-publishable-api-key': needed('MEDUSA_PUBLISHABLE_KEY') })
  const revoked = !first && status === 400 && text.includes('publishable')
  if (status !== 200 && !revoked) fail(`The product list (/store/products) answered ${status} instead of a list.`)
  say(revoked ? 'the product list asks for a newer key' : 'the product list answers')
}

async function frontPage() {
  const { status, text } = await ask('/')
  if (status !== 200 || !text.includes('</html>')) fail(`The front page (/) answered ${status} instead of a page.`)
  say('the front page answers')
}

/** Status 0: no answer. */
async function ask(path, headers = {}) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers, signal: AbortSignal.timeout(30_000) })
    return { status: answer.status, text: await answer.text() }
  } catch {
    return { status: 0, text: '' }
  }
}
