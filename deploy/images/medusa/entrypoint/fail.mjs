// How the entrypoint talks: lines on stdout, and one sentence on stderr when it ends badly.

export function say(line) {
  console.log(`${process.argv[2]}: ${line}`)
}

/** Ends the program with one sentence that says what is wrong. */
export function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

export function needed(name) {
  const value = process.env[name]
  if (!value) fail(`The variable ${name} is not set.`)
  return value
}

/** Medusa without one of these ends with code 0 or asks for it in the middle of a step: so they are looked for first. */
export function requireVariables() {
  const names = 'DATABASE_URL REDIS_URL JWT_SECRET COOKIE_SECRET STORE_CORS ADMIN_CORS AUTH_CORS MEDUSA_BACKEND_URL'
  for (const name of names.split(' ')) needed(name)
}

export function waitSeconds(otherwise) {
  const seconds = Number(process.env.STORE_WAIT_SECONDS || otherwise)
  return seconds > 0 ? seconds : fail('STORE_WAIT_SECONDS is not a number of seconds.')
}

/** Asks again until the answer is not undefined; undefined once the time is over. */
export async function within(seconds, ask, pauseMs = 1000) {
  const until = performance.now() + seconds * 1000
  do {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  } while (performance.now() < until)
  return undefined
}
