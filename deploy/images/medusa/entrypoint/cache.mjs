// Waits for Redis by its own protocol: Medusa's migrations exit with 0 when it is away, although a step of theirs failed.
import { connect } from 'node:net'
import { fail, needed, say, within } from './fail.mjs'

export async function waitForCache(seconds) {
  const { hostname, port, username, password } = new URL(needed('REDIS_URL'))
  const secret = decodeURIComponent(password)
  const auth = secret === '' ? '' : command(...['AUTH', username, secret].filter(Boolean))
  const question = `${auth}${command('PING')}`
  let last = ''
  const answered = await within(seconds, async () => {
    const answer = await ask({ host: hostname, port: Number(port || 6379) }, question).catch((error) => error.message)
    if (answer.includes('+PONG')) return true
    if (/^-(WRONGPASS|NOAUTH)/m.test(answer)) fail("The cache refuses the store's password.")
    if (answer !== last) say(`waiting for the cache: ${answer.trim() || 'no answer'}`)
    last = answer
    return undefined
  })
  if (!answered) fail(`The cache did not answer within ${seconds} s: ${last.trim() || 'no answer'}.`)
}

/** Arguments may hold anything: each goes with its length. */
const command = (...words) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`

function ask(where, question) {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(where, () => socket.write(question))
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(5000, end)
    socket.on('error', reject)
    socket.on('end', end)
    socket.on('data', (part) => {
      answer += part
      if (/\+PONG|^-/m.test(answer)) end()
    })
  })
}
