// The golden renders against Kubernetes' published schemas, strictly: a field that no schema knows is refused.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../support/process.ts'

const pinned = 'kubernetes-validate==1.37.0'
const folder = join(root, '.cache', 'kubernetes-validate')
/** For each chart the oldest version that is tried, and the one of the real-cluster tests. */
const charts = [
  { golden: 'test/chart/golden', versions: ['1.28', '1.34'] },
  { golden: 'test/platform/golden', versions: ['1.30', '1.34'] },
]
const renders = charts.flatMap(({ golden, versions }) =>
  readdirSync(join(root, golden)).flatMap((name) =>
    versions.map((version) => ({ render: join(golden, name), version })),
  ),
)

beforeAll(() => {
  const done = join(folder, `installed-${pinned}`)
  if (existsSync(done)) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  run('python3', ['-m', 'venv', folder])
  run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', pinned])
  writeFileSync(done, '')
})

test.each(renders)(
  '$render is valid for Kubernetes $version, with no field that its schemas do not know',
  ({ render, version }) => {
    const { status, output } = validate(join(root, render), version)
    expect(output).not.toMatch(/ERROR|WARN/)
    expect(output.match(/ passed for resource /g)?.length).toBeGreaterThan(8)
    expect(status).toBe(0)
  },
)

test('a field that no schema knows is refused', () => {
  const file = join(folder, 'wrong.yaml')
  writeFileSync(file, 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  prots: []\n')
  expect(validate(file, '1.34').status).not.toBe(0)
})

function validate(file: string, version: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    join(folder, 'bin/kubernetes-validate'),
    ['--strict', '-k', version, file],
    { encoding: 'utf8' },
  )
  return { status, output: stdout + stderr }
}

function run(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`)
}
