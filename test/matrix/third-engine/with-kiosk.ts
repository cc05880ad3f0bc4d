// The programs and the chart with one engine more than the release has.
import { copyFileSync, cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { buildPrograms } from '../../../tools/build-programs.ts'
import { root } from '../../support/process.ts'

const kiosk = join(import.meta.dirname, 'fixtures')

/** Builds into `folder`/programs and copies the chart to `folder`/store. */
export async function buildWithKiosk(folder: string): Promise<{ built: string; chart: string }> {
  const built = join(folder, 'programs')
  await buildPrograms({
    outdir: built,
    plugins: [
      registering('shared/engines/registered.ts', 'kiosk.ts'),
      registering('sandbox/ingress/engines/registered.ts', 'stand-in.ts'),
    ],
  })
  const chart = join(folder, 'store')
  cpSync(join(root, 'helm/store'), chart, { recursive: true })
  copyFileSync(join(kiosk, '_kiosk.tpl'), join(chart, 'templates/engines/_kiosk.tpl'))
  return { built, chart }
}

/** The list as it is, with what `file` exports behind it. */
function registering(list: string, file: string): Plugin {
  const path = join(root, list)
  const [before, after] = readFileSync(path, 'utf8').split('export const registered')
  if (after === undefined) throw new Error(`${list} does not export a list called registered`)
  const contents = `import { kiosk } from '${join(kiosk, file)}'
${before}const released${after}
export const registered = [...released, kiosk]`
  return {
    name: `register ${file}`,
    setup: ({ onLoad }) => {
      onLoad({ filter: new RegExp(`/${list.replaceAll('.', '\\.')}$`) }, () => ({ contents, loader: 'ts' }))
    },
  }
}
