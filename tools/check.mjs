// `npm run check`: everything that needs no running program, all at once; each prints its seconds, a failed one its output too.
import { spawn } from 'node:child_process'

const steps = {
  types: typesOf('.'),
  'types of the page': typesOf('functions/dashboard'),
  lint: ['biome', 'check', '.'],
  'unused code': ['knip'],
  'house rules': ['vitest', 'run', 'test/house'],
}

/** What was checked before and has not changed since is not checked again. */
function typesOf(project) {
  const seen = `.cache/tsc/${project.replaceAll('/', '-')}.tsbuildinfo`
  return ['tsc', '--noEmit', '--project', project, '--incremental', '--tsBuildInfoFile', seen]
}

const codes = await Promise.all(Object.entries(steps).map(([name, command]) => run(name, command)))
process.exitCode = codes.every((code) => code === 0) ? 0 : 1

async function run(name, [command, ...args]) {
  const startedMs = performance.now()
  const child = spawn(`node_modules/.bin/${command}`, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const code = await new Promise((resolve) => child.on('close', resolve).on('error', () => resolve(1)))
  console.log(
    `check: ${name} ${code === 0 ? 'passed' : 'FAILED'} after ${((performance.now() - startedMs) / 1000).toFixed(1)} s`,
  )
  if (code !== 0) console.log(output)
  return code
}
