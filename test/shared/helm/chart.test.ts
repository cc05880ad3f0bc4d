// A chart that cannot be used is said to be so before any store is touched, with the file and the cure.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readChart } from '../../../shared/helm/chart.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function chartOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'storeplane-chart-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const about = 'name: store\nversion: 1.2.3\n'
const valuesFiles = ['values.yaml', 'values-local.yaml']

describe('readChart', () => {
  it('gives name, version and both engines of a chart that has a Medusa image', () => {
    const chartPath = chartOf({
      'Chart.yaml': about,
      'values.yaml': 'medusa: {image: "", port: 9000}\n',
      'values-local.yaml': 'medusa: {image: "localhost/medusa:1"}\n',
    })
    const available = { available: true }
    expect(readChart({ chartPath, valuesFiles })).toEqual({
      problems: [],
      name: 'store',
      version: '1.2.3',
      engines: { woocommerce: available, medusa: available },
    })
  })

  it.each([
    ['no values at all', '', ''],
    ['an empty image', 'medusa: {image: ""}', '# nothing here'],
    ['an image that the last file takes away', 'medusa: {image: "a:1"}', 'medusa: {image: null}'],
    ['a medusa that is no mapping', 'medusa: {image: "a:1"}', 'medusa: off'],
  ])('says that Medusa is unavailable, where to change it and how: %s', (_, values, local) => {
    const chartPath = chartOf({ 'Chart.yaml': about, 'values.yaml': values, 'values-local.yaml': local })
    const { engines, problems } = readChart({ chartPath, valuesFiles })
    expect(problems).toEqual([])
    expect(engines.woocommerce).toEqual({ available: true })
    expect(engines.medusa).toEqual({
      available: false,
      reason: expect.stringContaining(`set medusa.image in ${chartPath}/values-local.yaml to an image made from`),
    })
  })

  it('names the missing chart by its absolute path, and the variable that cures it, once', () => {
    const { problems } = readChart({ chartPath: './no-such-chart', valuesFiles })
    expect(problems).toEqual([
      `Helm chart not found: ${process.cwd()}/no-such-chart/Chart.yaml; set HELM_CHART_PATH to its folder`,
    ])
  })

  it('names a values file that is missing, and one that is not YAML', () => {
    const chartPath = chartOf({ 'Chart.yaml': about, 'values.yaml': 'a: [1' })
    const { problems } = readChart({ chartPath, valuesFiles })
    expect(problems).toHaveLength(2)
    expect(problems[0]).toContain(`${chartPath}/values.yaml is not valid YAML`)
    expect(problems[1]).toContain(`Helm values file not found: ${chartPath}/values-local.yaml`)
  })
})
