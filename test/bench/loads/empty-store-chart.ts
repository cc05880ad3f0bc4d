// The chart of a store with its workloads scaled to 0 and without its set-up: eight objects, and no pod that would be started.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../support/process.ts'

/** Returns the folder of the copy. Throws where the chart no longer has what is taken away. */
export function makeEmptyStoreChart(folder: string): string {
  const chart = join(folder, 'chart')
  cpSync(join(root, 'helm/store'), chart, { recursive: true })
  for (const name of ['web', 'database']) {
    const file = join(chart, 'templates', `${name}.yaml`)
    const template = readFileSync(file, 'utf8')
    if (!/^ {2}replicas: 1$/m.test(template)) throw new Error(`templates/${name}.yaml has no line "replicas: 1"`)
    writeFileSync(file, template.replace(/^ {2}replicas: 1$/m, '  replicas: 0'))
  }
  rmSync(join(chart, 'templates/setup.yaml'))
  return chart
}
