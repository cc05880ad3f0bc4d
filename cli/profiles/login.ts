// storeplane login: stores the URL of an API and a key for it, once a request with them was answered.
import { cureOf } from '../../shared/config/read-variables.ts'
import { commandLine } from '../../shared/config/variables/command-line.ts'
import { ExitError } from '../../shared/errors.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'
import type { Context } from '../context.ts'
import { answerOf, openApiAt } from '../stores/call-api.ts'
import { nextCommand } from '../stores/next-command.ts'
import type { Hint } from '../stores/refusal.ts'
import { profileName, type Server } from './choose-server.ts'
import { readProfiles, writeProfiles } from './profiles-file.ts'

const answersWithinMs = 30_000
const mostTries = 3

export const login: Run<typeof definitions.login> = async ({ options }, context) => {
  const { environment, note } = context
  const name = check('STOREPLANE_PROFILE', profileName(context), '--profile')
  const profiles = new Map(readProfiles(environment))
  const server = await readServer(context, { ...options, known: profiles.get(name)?.url })
  const api = openApiAt(server, { timeoutMs: answersWithinMs, cure: 'Nothing was stored; give another URL.' })
  const { access } = await answerOf(api.overview.$get({ query: {} }), hintAtLogin)
  profiles.set(name, { url: server.url, ...(server.key === undefined ? {} : { key: server.key }) })
  const file = writeProfiles(environment, profiles)
  note(
    `${server.url} is the profile "${name}" in ${file}: the stores of ${access.owner}, with ${access.scopes.join(', ')}.`,
  )
  if (server.key !== undefined && !access.key)
    note('Warning: this API asks for no key yet, so the key could not be tried.')
  if (goesInTheClear(server)) note('Warning: the key goes over http, where others on the way can read it; use https.')
  for (const variable of ['STOREPLANE_URL', 'STOREPLANE_KEY'])
    if (environment[variable]?.trim()) note(`Warning: ${variable} is set and wins over the profile.`)
  return 0
}

type Asked = { url: string | undefined; 'key-stdin': true | undefined; known: string | undefined }

/** Throws an ExitError with code 2 for what cannot be asked, or cannot be used. */
async function readServer(context: Context, { url, 'key-stdin': fromInput, known }: Asked): Promise<Server> {
  if (!context.canAsk && (url === undefined || !fromInput))
    throw new ExitError(2, 'not a terminal; give --url URL and --key-stdin, with the key on standard input')
  const checked = url === undefined ? await askUrl(context, known ?? 'http://127.0.0.1:5000') : readUrl(url, '--url')
  const key = fromInput ? (await context.readInput()).trim() : await askKey(context)
  if (key === '' && !fromInput) return { url: checked, key: undefined }
  return { url: checked, key: check('STOREPLANE_KEY', key, 'the key') }
}

/** A person who mistypes it is asked again. */
async function askUrl({ ask, note }: Context, offered: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    const typed = (await ask(`URL of the API [${offered}]: `)).trim() || offered
    try {
      return readUrl(typed, 'the URL')
    } catch (error) {
      if (!(error instanceof ExitError) || tries === mostTries) throw error
      note(error.message)
    }
  }
}

async function askKey({ ask }: Context): Promise<string> {
  return (await ask('API key (empty where the API needs none): ', { secret: true })).trim()
}

/** What stands in a profile is shown, and so it must not hold a password. */
function readUrl(text: string, what: string): string {
  if (/[?#@]/.test(text)) throw new ExitError(2, `${what} must be a URL without a query and without a password in it`)
  return check('STOREPLANE_URL', text, what)
}

/** As the variable of the same meaning is read. */
function check(
  variable: 'STOREPLANE_URL' | 'STOREPLANE_KEY' | 'STOREPLANE_PROFILE',
  text: string,
  what: string,
): string {
  const read = commandLine[variable].shape.read(text, '/')
  if (read !== undefined) return read
  throw new ExitError(2, `${what} ${cureOf(commandLine[variable])}`)
}

function goesInTheClear({ url, key }: Server): boolean {
  const { protocol, hostname } = new URL(url)
  return key !== undefined && protocol === 'http:' && !/^(localhost|127\..*|\[::1\])$|\.localhost$/.test(hostname)
}

/** The general hints say to log in, which is what is being tried. */
const hintAtLogin: Hint = (code, known) => {
  if (code === 'unauthorized')
    return 'Nothing was stored. Who runs the API makes a key by: storeplane admin keys create --owner NAME --scopes read,write'
  if (code === 'missing_scope') return 'Nothing was stored. The key needs the scope read.'
  return nextCommand(code, known)
}
