// The -f flags: a path reaches Helm as it is, whatever characters it has.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findHelmBinary } from '../../../shared/helm/find-helm.ts'
import { valuesFlags } from '../../../shared/helm/values-flags.ts'
import { baseEnvironment } from '../../support/stack.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storeplane-flags-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a plain path is given as it is', () => {
  expect(valuesFlags(['/srv/a b.yaml', '/srv/é.yaml'])).toEqual(['-f', '/srv/a b.yaml', '-f', '/srv/é.yaml'])
})

test('Helm reads the values of a chart whose folder and files have commas, quotes and blanks in their names', async () => {
  const { PATH = '' } = baseEnvironment(folder)
  const helm = findHelmBinary(PATH) ?? 'helm'
  const name = fc.string({ unit: fc.constantFrom('a', ',', '"', "'", ' ', '=', '\\', '{'), minLength: 1, maxLength: 8 })
  let number = 0
  await fc.assert(
    fc.asyncProperty(name, name, async (chart, file) => {
      const chartPath = join(folder, `${number++} ${chart}-`)
      mkdirSync(join(chartPath, 'templates'), { recursive: true })
      writeFileSync(join(chartPath, 'Chart.yaml'), 'apiVersion: v2\nname: flags\nversion: 1.0.0\n')
      writeFileSync(join(chartPath, 'templates/all.yaml'), 'found: {{ .Values.found }}\n')
      const values = join(chartPath, `values ${file}-`)
      writeFileSync(values, 'found: here\n')
      const { stdout } = await execa(helm, ['template', 'x', chartPath, ...valuesFlags([values])])
      expect(stdout).toContain('found: here')
    }),
    { numRuns: 8 },
  )
})
