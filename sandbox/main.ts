// The sandbox as a program: options in, addresses out, until a signal ends it.
import { parseOptions, UsageError, usage } from './options.ts'
import { type Sandbox, startSandbox } from './start.ts'

run().catch((error: NodeJS.ErrnoException) => {
  process.stderr.write(`sandbox: ${sentenceOf(error)}\n`)
  process.exitCode = isUsage(error) ? 2 : 1
})

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(usage)
  else announce(await startSandbox(options), options.envFile)
}

function announce(sandbox: Sandbox, envFile: string | undefined): void {
  // Before the first word: whoever has read it may send a signal.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void sandbox.close().then(() => process.exit(0)))
  }
  const lines = Object.entries(sandbox.env).map(([name, value]) => `  ${name}=${value}`)
  process.stdout.write(`
*** THIS IS A SIMULATION: no cluster, no containers, no shops. Nothing here runs or sells anything. ***

API server  ${sandbox.apiUrl}   (scenario: ${sandbox.apiUrl}/sandbox/scenario, counts: ${sandbox.apiUrl}/sandbox/counts)
Ingress     ${sandbox.ingressUrl}   (http://<name>.localhost:${sandbox.ingressPort})
${envFile ? `Env file    ${sandbox.envFilePath}` : 'No --write-env given; it would hold:'}
${lines.join('\n')}
`)
}

function isUsage(error: NodeJS.ErrnoException): boolean {
  return (
    error instanceof UsageError ||
    error.message.startsWith('scenario:') ||
    ['EADDRINUSE', 'EACCES', 'ENOENT'].includes(error.code ?? '')
  )
}

function sentenceOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return `${error.message}; give another --port or --ingress-port, or 0 for a free one`
  if (error.code === 'ENOENT' && error.syscall === 'open') {
    return `--scenario: ${error.message}; give the path of a file that is there`
  }
  return isUsage(error) ? error.message : (error.stack ?? error.message)
}
