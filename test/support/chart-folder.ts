// A small chart in a folder of its own, for tests that change it: what Helm renders of it is one ConfigMap.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type ChartFolder = {
  path: string
  write(files: Record<string, string | Uint8Array>): void
  remove(): void
}

const files = {
  'Chart.yaml': 'apiVersion: v2\nname: store\nversion: 1.2.3\n',
  'values.yaml': 'colour: red\nmedusa:\n  image: example.org/medusa:2\n',
  'templates/shop.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  colour: {{ .Values.colour }}
`,
}

export function makeChartFolder(more: Record<string, string | Uint8Array> = {}): ChartFolder {
  const path = mkdtempSync(join(tmpdir(), 'storeplane-chart-'))
  const write: ChartFolder['write'] = (written) => {
    for (const [name, content] of Object.entries(written)) {
      mkdirSync(dirname(join(path, name)), { recursive: true })
      writeFileSync(join(path, name), content)
    }
  }
  write({ ...files, ...more })
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) }
}
