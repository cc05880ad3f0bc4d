// The dashboard as three texts for a browser: one script, one style sheet, one icon; small, so minified.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const source = join(dirname(fileURLToPath(import.meta.url)), '../functions/dashboard')

export type Dashboard = { script: string; style: string; icon: string }

export async function buildDashboard(): Promise<Dashboard> {
  const { outputFiles } = await build({
    entryPoints: { script: join(source, 'main.tsx'), style: join(source, 'styles/index.css') },
    outdir: '/',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx/dom',
    legalComments: 'none',
    logLevel: 'warning',
  })
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  return { script: textOf('.js'), style: textOf('.css'), icon: readFileSync(join(source, 'icon.svg'), 'utf8') }
}
