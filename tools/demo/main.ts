// `npm run demo`: sandbox, functions and poller as three processes, and a store of each engine from POST to DELETED.
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { StoreView } from './api.ts'
import { type ChosenPort, choosePort } from './choose-port.ts'
import { openPrograms, type Program, reasonOf } from './programs.ts'
import { type Stack, startStack, type Wait } from './stack.ts'
import { makeStores, removeStores } from './walk.ts'

const help = `npm run demo            a store of each engine, from POST to DELETED on a simulated cluster, with the real Helm
npm run demo -- --keep  the same, but everything keeps running (API on PORT, else on 5000 or another free port)`
const deadlineMs = 25_000

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(help)
    return 0
  }
  const unknown = args.filter((arg) => arg !== '--keep')
  if (unknown.length > 0) {
    console.error(`demo: unknown option ${unknown.join(' ')}\n${help}`)
    return 2
  }
  const keep = args.includes('--keep')
  const programs = openPrograms(join(import.meta.dirname, '../../dist'))
  const stopped = untilStopped()
  try {
    const end = await Promise.race([walk(programs, keep), stopped])
    if (end === 'interrupted') return 130
    if (end !== 'unread' && keep) await stopped
    return 0
  } catch (error) {
    console.error(`\ndemo: ${(error as Error).message}\n\n${programs.logs(30)}`)
    return 1
  } finally {
    await programs.stop()
  }
}

async function walk(programs: ReturnType<typeof openPrograms>, keep: boolean): Promise<void> {
  const say = (line: string) => console.log(line)
  say('A simulated cluster (nothing runs in it), a real Helm, and the built programs:')
  const { port, note }: ChosenPort = keep ? await choosePort(process.env['PORT']) : { port: '0' }
  if (note) say(`  ${note}`)
  const stack = await startStack(programs, { port, wait })
  say(`  API ${stack.apiUrl}/api/v1   ingress ${stack.ingressAddress}   logs ${programs.folder}`)
  const context = { stack, say, deadlineMs }
  const stores = await makeStores(context)
  if (keep) return say(howToUse(stack, stores))
  await removeStores(stores, context)
  say(`Done.\n${nextSteps}`)
}

const nextSteps = `
What next:
  npm run demo -- --keep   everything keeps running, with the dashboard, the API and the command line
  docs/first-steps.md      a store that fails and is healed, then functions and poller on a cluster of your own
  README.md, "Install"     on a server, as containers, or on Kubernetes`

function howToUse({ apiUrl, kubeconfig, databaseFile, scenarioUrl }: Stack, [first]: StoreView[]): string {
  return `
Everything keeps running.
  dashboard     ${apiUrl}/
  API           curl ${apiUrl}/api/v1/stores
                curl -X POST ${apiUrl}/api/v1/stores -H 'Content-Type: application/json' -d '{"name": "my-store", "engine": "${first?.engine}"}'
  command line  STOREPLANE_URL=${apiUrl} node dist/storeplane.mjs list
  key           DATABASE_URL=sqlite:///${databaseFile} node dist/storeplane.mjs admin keys create --owner default --scopes read,write,credentials
  cluster       KUBECONFIG=${kubeconfig} kubectl get pods -A
  scenario      ${scenarioUrl} (a PUT says what goes wrong; docs/first-steps.md)
Stop it with Ctrl-C (or SIGTERM to process ${process.pid}); nothing stays behind.`
}

const wait: Wait = async (what, program, ask) => {
  const until = performance.now() + deadlineMs
  while (performance.now() < until) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (hasEnded(program)) throw new Error(`${what} ended before answering:\n${reasonOf(program)}`)
    await delay(50)
  }
  throw new Error(`${what} did not answer within ${deadlineMs / 1000} s`)
}

function hasEnded({ child }: Program): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** A reader such as `head` that has seen enough, and a terminal that is closed, end it as a signal does. */
function untilStopped(): Promise<'interrupted' | 'unread'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'))
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => resolve('unread'))
  })
}

process.exit(await main(process.argv.slice(2)))
