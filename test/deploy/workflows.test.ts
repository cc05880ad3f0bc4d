// The workflows of .github: what can be looked at and run here is, so that a release does not find out at last.
import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../support/process.ts'

type Step = { uses?: string; run?: string; with?: Record<string, string> }
type Job = {
  needs?: string | string[]
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  steps: Step[]
}
type Workflow = { permissions: Record<string, string>; jobs: Record<string, Job> }

const workflows = readdirSync(join(root, '.github/workflows')).map((file): [string, Workflow] => [
  file,
  parse(readFileSync(join(root, '.github/workflows', file), 'utf8')),
])
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)
const { version, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-release-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(script: string, args: string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(join(root, 'tools/release', script), args, {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...environment },
  })
  return { code: status, output: stdout + stderr }
}

/** A program that writes its arguments, one call a line, into a file, and succeeds. */
function recorder(name: string): { program: string; calls(): string[] } {
  const [program, file] = [join(folder, name), join(folder, `${name}.calls`)]
  writeFileSync(program, `#!/bin/sh\necho "$*" >>${file}\n`, { mode: 0o755 })
  return { program, calls: () => readFileSync(file, 'utf8').trim().split('\n') }
}

test.each(workflows)('%s: each step is sound shell, and names scripts and npm commands that exist', (_, workflow) => {
  const commands = stepsOf(workflow).flatMap(({ run: command }) => (command === undefined ? [] : [command]))
  expect(commands.length).toBeGreaterThan(2)
  for (const command of commands) {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: command, encoding: 'utf8' })
    expect([command, status, stderr]).toEqual([command, 0, ''])
    for (const [path] of command.matchAll(/tools\/(release|ci)\/[\w-]+\.sh/g))
      accessSync(join(root, path), constants.X_OK)
    for (const [, name, short] of command.matchAll(/npm (?:run ([\w:]+)|(test))/g))
      expect(scripts).toHaveProperty([name ?? short ?? ''])
  }
})

test.each(workflows)(
  '%s: no text of a request reaches a shell, and every job has an end and few rights',
  (file, workflow) => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    for (const { steps, permissions = {}, ...job } of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeGreaterThan(0)
      expect(Object.entries(permissions).filter(([, right]) => right === 'write')).toEqual(
        file === 'release.yml' && job.needs !== undefined ? [['packages', 'write']] : [],
      )
      for (const { run: command = '' } of steps) expect(command).not.toContain('${{')
    }
  },
)

test('every action is named by the commit of a version, which stands behind it, and the same everywhere', () => {
  const texts = workflows.map(([file]) => readFileSync(join(root, '.github/workflows', file), 'utf8')).join('\n')
  const named = [...texts.matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([])
  const actions = named.map((action) => action.split('@')[0])
  expect(new Set(named).size).toBe(new Set(actions).size)
})

test('what is published was tested: the publishing job waits for the tests', () => {
  const release = Object.fromEntries(workflows)['release.yml']
  expect(release?.jobs['images']?.needs).toBe('test')
  expect(release?.jobs['publish']?.needs).toBe('images')
  const tested = release?.jobs['test']?.steps.map(({ run: command }) => command)
  expect(tested).toEqual(expect.arrayContaining(['npm test', 'npm run check']))
})

test('a tag is released only when it is the version of the package', () => {
  expect(run('version.sh', [`v${version}`])).toEqual({ code: 0, output: `${version}\n` })
  const { code, output } = run('version.sh', ['v99.0.0'])
  expect(code).toBe(1)
  expect(output).toContain(`package.json says ${version}; tag v${version}`)
})

test('every chart is packed with the version that is released, by the real Helm', () => {
  const helm = process.env['STOREPLANE_TEST_HELM'] ?? ''
  const charts = join(folder, 'charts')
  expect(run('package-charts.sh', ['9.8.7', charts], { HELM: helm }).code).toBe(0)
  const files = readdirSync(join(root, 'helm')).map((chart) => join(root, 'helm', chart, 'Chart.yaml'))
  const packed = files
    .filter((file) => existsSync(file))
    .map((file) => `${parse(readFileSync(file, 'utf8')).name}-9.8.7.tgz`)
  expect(readdirSync(charts).sort()).toEqual(packed.sort())
  const shown = spawnSync(helm, ['show', 'chart', join(charts, 'store-9.8.7.tgz')], { encoding: 'utf8' })
  expect(parse(shown.stdout)).toMatchObject({ name: 'store', version: '9.8.7', appVersion: '9.8.7' })
})

test('both images are built with their version, revision and source, from Dockerfiles that exist', () => {
  const engine = recorder('engine')
  const { code } = run('build-images.sh', ['ghcr.io/example/storeplane', '1.2.3', '--pull'], {
    ENGINE: engine.program,
    SOURCE: 'https://example.com/storeplane',
  })
  expect(code).toBe(0)
  expect(engine.calls()).toHaveLength(2)
  for (const call of engine.calls()) {
    expect(call).toMatch(/^build --quiet --pull .*--tag ghcr\.io\/example\/storeplane-(functions|poller):1\.2\.3 /)
    expect(call).toMatch(/VERSION=[\d.]+ .*REVISION=[0-9a-f]{40} .*SOURCE=https:\/\/example\.com\/storeplane/)
    expect(existsSync(/--file (\S+)/.exec(call)?.[1] ?? '')).toBe(true)
  }
})

test('images that do not start as they should are not published', () => {
  const refusing = join(folder, 'refusing')
  writeFileSync(refusing, '#!/bin/sh\ncase "$*" in *functions:1.2.3|*poller:1.2.3) exit 2 ;; esac\n', { mode: 0o755 })
  const args = ['ghcr.io/example/storeplane', '1.2.3']
  expect(run('try-images.sh', args, { ENGINE: refusing })).toEqual({ code: 0, output: '' })
  const { code, output } = run('try-images.sh', args, { ENGINE: '/bin/true' })
  expect(code).toBe(1)
  expect(output).toContain('storeplane-functions:1.2.3 (its command) ended with 0 instead of 2')
  const steps = Object.fromEntries(workflows)['release.yml']?.jobs['images']?.steps ?? []
  const order = steps.map(({ run: command }) => /[a-z-]+\.sh/.exec(command ?? '')?.[0])
  expect(order.indexOf('try-images.sh')).toBeGreaterThan(order.indexOf('build-images.sh'))
  expect(order).not.toContain('publish.sh')
})

test('images and charts are pushed to where they were made for, and a push that fails ends the release', () => {
  const [engine, helm] = [recorder('docker'), recorder('helm')]
  const args = [
    'ghcr.io/example/storeplane',
    '1.2.3',
    join(folder, 'charts'),
    'oci://ghcr.io/example/charts',
    'amd64',
    'arm64',
  ]
  expect(run('publish.sh', args, { ENGINE: engine.program, HELM: helm.program }).code).toBe(0)
  const image = 'ghcr.io/example/storeplane'
  expect(engine.calls()).toEqual(
    ['functions', 'poller'].map(
      (name) =>
        `buildx imagetools create --tag ${image}-${name}:1.2.3 ${image}-${name}:1.2.3-amd64 ${image}-${name}:1.2.3-arm64`,
    ),
  )
  expect(helm.calls()).toContain(`push ${join(folder, 'charts/store-9.8.7.tgz')} oci://ghcr.io/example/charts`)
  expect(run('publish.sh', args, { ENGINE: '/bin/false', HELM: helm.program }).code).not.toBe(0)
})
