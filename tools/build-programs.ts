// Bundles each program, and each function by itself, into one file of a folder, with libSQL's native package beside them; the
// poller's has parts in a folder of its own.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { buildDashboard, type Dashboard } from './build-dashboard.ts'
import { functionEntries, functionEntryPlugin } from './function-entries.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** A program's name is that of its file in dist/. */
const programs = {
  functions: 'functions/main.ts',
  storeplane: 'cli/main.ts',
  sandbox: 'sandbox/main.ts',
}

// CommonJS dependencies call require(), which an ES module lacks.
const banner = `#!/usr/bin/env node
import { createRequire as storeplaneRequire } from 'node:module'
const require = storeplaneRequire(import.meta.url)`

/** Empties `outdir` first. `plugins` see every file, for a test that builds programs with something more in them. */
export async function buildPrograms({ outdir, plugins = [] }: { outdir: string; plugins?: Plugin[] }): Promise<void> {
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  const options = bundleOptions({ outdir, dashboard: await buildDashboard() })
  await build({ ...options, entryPoints: programs, plugins })
  // An idle tick is over before the Kubernetes client would be parsed: what it loads on demand stands in files of its own.
  await build({
    ...options,
    entryPoints: { poller: 'poller/process/main.ts' },
    splitting: true,
    chunkNames: 'poller/[name]-[hash]',
    plugins,
  })
  copyNativeParts(outdir)
}

/** Each function by itself, beside the programs of `outdir`. */
export async function buildSingleFunctions({ outdir }: { outdir: string }): Promise<void> {
  const options = bundleOptions({ outdir, dashboard: await buildDashboard() })
  await build({ ...options, entryPoints: functionEntries(), plugins: [functionEntryPlugin(root)] })
}

/** How every program is bundled. Without `dashboard` the functions serve no page. */
export function bundleOptions({ outdir, dashboard }: { outdir: string; dashboard?: Dashboard }): BuildOptions {
  return {
    absWorkingDir: root,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['libsql'],
    loader: { '.sql': 'text' },
    define: {
      STOREPLANE_VERSION: JSON.stringify(manifest().version),
      STOREPLANE_DRIVER: JSON.stringify(`libsql@${manifest().peerDependencies.libsql}`),
      STOREPLANE_DASHBOARD: JSON.stringify(dashboard) ?? 'undefined',
    },
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: banner },
    logLevel: 'warning',
  }
}

function manifest(): { version: string; peerDependencies: { libsql: string } } {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
}

/** libsql loads its binary by a computed require, so the package and what it needs are copied whole. */
export function copyNativeParts(outdir: string): void {
  const wanted = ['libsql']
  const seen = new Set<string>()
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const from = join(root, 'node_modules', name)
    if (seen.has(name) || !existsSync(from)) continue
    seen.add(name)
    cpSync(from, join(outdir, 'node_modules', name), { recursive: true })
    const manifest = createRequire(import.meta.url)(join(from, 'package.json'))
    wanted.push(...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }))
  }
}
