// The run of everything, `.ci/run`, with stages that are stand-ins: what its closing lines say.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { root, startCommand } from '../../support/process.ts'

/** Writes the report that it is asked for, as vitest does, and prints the command. NPM_FAILS: part of the commands that fail. */
const npm = `#!/bin/sh
echo "npm $*"
status=passed
case "$*" in *"\${NPM_FAILS:-nothing}"*)
  status=failed
  [ "\${NPM_FAILS_ONCE:-}" = true ] && case "$*" in *a.test.ts*) status=passed ;; esac
esac
for argument; do case $argument in --outputFile.json=*)
  echo '{"testResults":[{"name":"'"$PWD"'/a.test.ts","status":"'$status'","assertionResults":[{"title":"holds","status":"'$status'"}]}]}' >"\${argument#*=}"
esac; done
sleep "\${NPM_TAKES_SECONDS:-0}"
[ $status = passed ]
`

let checkout: string
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'storeplane-ci-'))
  for (const path of ['.ci/run', 'tools/ci']) cpSync(join(root, path), join(checkout, path), { recursive: true })
  write('bin/npm', npm)
  write('tools/prepare.mjs', '')
  write('docs/guarantees.md', '| it holds | `a.test.ts`: holds |\n')
  for (const stage of ['matrix', 'browser', 'engines']) write(`test/${stage}/packages.sh`, '')
})
afterEach(() => rmSync(checkout, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(join(checkout, path, '..'), { recursive: true })
  writeFileSync(join(checkout, path), text)
  chmodSync(join(checkout, path), 0o755)
}

function startRun(environment: Record<string, string> = {}) {
  const PATH = `${join(checkout, 'bin')}:${process.env['PATH']}`
  const env = { PATH, CLUSTER_TOOL: join(checkout, 'no-cluster'), ...environment }
  return startCommand(join(checkout, '.ci/run'), [], { cwd: checkout, env })
}

async function run(environment: Record<string, string> = {}) {
  const program = startRun(environment)
  return { code: await program.ended, closing: closingOf(program.output()), output: program.output() }
}

/** What comes after the last stage. */
function closingOf(output: string): string[] {
  return output.trim().split('\n\n').at(-1)?.split('\n') ?? []
}

test('without a cluster tool the rest is run, and the closing lines name what did not run', async () => {
  const { code, closing } = await run()
  expect(closing).toEqual([
    ...['test', 'check', 'build', 'demo', 'matrix', 'guarantees', 'browser', 'engines'].map(
      (stage) => `${stage}: 1 passed, 0 failed`,
    ),
    `test-cluster: did not run (no cluster tool at ${join(checkout, 'no-cluster')})`,
    '8 passed, 0 failed',
  ])
  expect(code).toBe(0)
})

test('a cluster tool that is required and is not there is a failure', async () => {
  const { code, closing } = await run({ CLUSTER: 'required' })
  expect(closing).toContain('cluster-tool: 0 passed, 1 failed')
  expect([code, closing.at(-1)]).toEqual([1, '8 passed, 1 failed'])
})

test('a stage whose packages are missing did not run, which is a failure, and the others ran', async () => {
  write('test/matrix/packages.sh', 'exit 1')
  const { code, closing } = await run()
  expect(closing).toContain('matrix-packages: 0 passed, 1 failed')
  expect(closing).toContain('matrix: did not run (its packages are missing)')
  expect(closing).toContain('engines: 1 passed, 0 failed')
  expect([code, closing.at(-1)]).toEqual([1, '7 passed, 1 failed'])
})

test('a file that failed is run a second time, alone; where it passes then the run has passed, and its end says so', async () => {
  const { code, closing, output } = await run({ NPM_FAILS: 'test:browser', NPM_FAILS_ONCE: 'true' })
  expect(output).toContain('ci: browser: a second run of a.test.ts')
  expect(output).toMatch(new RegExp(`npm run test:browser -- .*browser-again.json ${checkout}/a.test.ts`))
  expect(closing).toContain('  first run: a.test.ts: holds: failed')
  expect([code, closing.at(-1)]).toEqual([0, '8 passed, 0 failed'])
})

test('a file that fails also when it is run a second time has failed', async () => {
  const { code, closing } = await run({ NPM_FAILS: 'test:matrix' })
  expect(closing).toContain('matrix: 0 passed, 1 failed')
  expect(closing).toContain('  a.test.ts: holds: failed')
  expect([code, closing.at(-1)]).toEqual([1, '7 passed, 1 failed'])
})

test('after a build that failed nothing that needs it is run', async () => {
  write('tools/prepare.mjs', 'process.exit(1)')
  const { code, closing } = await run()
  expect(closing.filter((line) => line.includes('did not run (the build failed)'))).toHaveLength(6)
  expect([code, closing.at(-1)]).toEqual([1, '2 passed, 1 failed'])
})

test('a run that is interrupted names the stages that did not come to their end', async () => {
  const program = startRun({ NPM_TAKES_SECONDS: '0.5' })
  await eventually(() => program.output().includes('npm run check'))
  program.kill('SIGTERM')
  expect(await program.ended).toBe(1)
  const closing = closingOf(program.output())
  expect(closing).toContain('interrupted: 0 passed, 1 failed')
  expect(closing).toContain('demo: did not run (interrupted before its end)')
})
