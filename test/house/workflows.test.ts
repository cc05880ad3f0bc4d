// GitHub's workflow runs what .ci/run runs, so that a fault is found where a change is proposed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../support/process.ts'

type Step = { uses?: string; run?: string; with?: Record<string, string> }
type Job = { 'runs-on': string; if?: string; strategy?: { matrix: Record<string, string[]> }; steps: Step[] }
type Workflow = { on: Record<string, unknown>; jobs: Record<string, Job> }

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const texts = { ci: read('.github/workflows/ci.yml'), release: read('.github/workflows/release.yml') }
const { on, jobs }: Workflow = parse(texts.ci)
const local = read('.ci/run')
const commandsOf = ({ steps }: Job) => steps.flatMap(({ run = '' }) => run)

/** What a stage of .ci/run runs, without its deadline and report. */
function commandOf(stage: string): string | undefined {
  const line = new RegExp(`(?:tests|stage) ${stage} \\d+ (.*)`).exec(local)?.[1] ?? ''
  return /npm (?:test|run [\w:]+)|node tools\/[\w/.]+/.exec(line)?.[0]
}

const stages = /^stages=\((.*)\)$/m.exec(local)?.[1]?.split(' ') ?? []

test('every stage of .ci/run is a step of a job', () => {
  expect(stages.length).toBeGreaterThan(7)
  const all = Object.values(jobs).flatMap(commandsOf)
  const missing = stages.filter((stage) => {
    const command = commandOf(stage)
    return command === undefined || !all.some((one) => one.includes(command))
  })
  expect(missing).toEqual([])
})

test('the units run on each supported Node, the processes in shards that are all there, and one job is of the other architecture', () => {
  expect(jobs['unit']?.strategy?.matrix['node']).toEqual(['20', '22', '24'])
  const shards = jobs['e2e']?.strategy?.matrix['shard'] ?? []
  expect(commandsOf(jobs['e2e'] as Job).join('\n')).toContain(`--shard="$SHARD/${shards.length}"`)
  expect(shards).toEqual(shards.map((_, index) => String(index + 1)))
  expect(commandsOf(jobs['unit'] as Job).join('\n')).toContain("--exclude 'test/e2e/**'")
  expect(jobs['arm64']?.['runs-on']).toMatch(/-arm$/)
})

test('the real cluster is built at night', () => {
  expect(on).toHaveProperty('schedule')
  expect(jobs['cluster']?.if).toContain("github.event_name == 'schedule'")
})

test('every job that installs packages keeps them for the next run', () => {
  const installs = (step: Step) => /npm (test|run|ci)|tools\/prepare/.test(step.run ?? '')
  const without = Object.entries(jobs).filter(
    ([, { steps }]) => steps.some(installs) && !steps.some((step) => step.with?.['cache'] === 'npm'),
  )
  expect(without.map(([name]) => name)).toEqual([])
})

test('images are published with an SBOM and their provenance, for both architectures', () => {
  expect(texts.release).toMatch(/--sbom=true --provenance=mode=max --push/)
  expect(texts.release).toMatch(/arch: amd64[\s\S]*arch: arm64/)
})

test('no workflow names a registry of packages', () => {
  expect(
    Object.values(texts).filter((text) => /registry-url|npmjs|\.npmrc|pypi|crates\.io|rubygems/.test(text)),
  ).toEqual([])
})
