// The dashboard in the functions' bundle: built again when one of its files changes, with a script that reloads the page.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { buildDashboard } from '../build-dashboard.ts'

const source = fileURLToPath(new URL('../../functions/dashboard', import.meta.url))

/** The page names its assets by their hash, so a page that is another one has another script or style. */
const reloadScript = `
;(() => {
  let first
  setInterval(async () => {
    const page = await fetch('/').then((answer) => answer.text(), () => first)
    first ??= page
    if (page !== first) location.reload()
  }, 500)
})()`

export const dashboardPlugin: Plugin = {
  name: 'dashboard',
  setup(build) {
    build.onLoad({ filter: /[\\/]functions[\\/]http[\\/]built-dashboard\.ts$/ }, async () => {
      const watched = { watchFiles: filesOf(source), watchDirs: [source] }
      try {
        const { script, ...files } = await buildDashboard()
        const dashboard = { ...files, script: `${script}${reloadScript}` }
        return { ...watched, loader: 'ts', contents: `export const builtDashboard = ${JSON.stringify({ dashboard })}` }
      } catch (error) {
        return { ...watched, errors: [{ text: (error as Error).message }] }
      }
    })
  },
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => join(folder, name))
}
