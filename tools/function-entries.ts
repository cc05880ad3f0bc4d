// The entry of each function's bundle, made from the registry of endpoints.
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { endpoints } from '../functions/endpoints/index.ts'
import type { Endpoint } from '../functions/http/endpoint.ts'

const namespace = 'function'
/** Every bundle serves these besides. */
const probes = ['health-live', 'health-ready']

/** Entry points for esbuild: `functions/<name>` for every endpoint. */
export function functionEntries(): Record<string, string> {
  return Object.fromEntries(endpoints.map(({ name }) => [`functions/${name}`, `${namespace}:${name}`]))
}

export function functionEntryPlugin(root: string): Plugin {
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^function:/ }, ({ path }) => ({ path: path.replace(`${namespace}:`, ''), namespace }))
      build.onLoad({ filter: /.*/, namespace }, ({ path: name }) => ({
        contents: entryOf(name),
        loader: 'ts',
        resolveDir: join(root, 'functions/standalone'),
      }))
    },
  }
}

/** Imports the endpoint and the probes alone, so that a bundle holds nothing of the others. */
function entryOf(name: string): string {
  const served = [name, ...probes.filter((probe) => probe !== name)].map(registered)
  return `import { fetchHandler, runWhenStarted } from './main.ts'
${served.map(importsOf).join('\n')}
const served = [${served.map(literalOf).join(', ')}]
export const fetch = fetchHandler(served)
export default { fetch }
await runWhenStarted(served, import.meta.url)`
}

function registered(name: string): Endpoint {
  const found = endpoints.find((endpoint) => endpoint.name === name)
  if (found === undefined) throw new Error(`there is no endpoint ${name} in functions/endpoints/index.ts`)
  return found
}

function importsOf({ name, standalone }: Endpoint): string {
  const own = `import { ${camelCase(name)} } from '../endpoints/${name}.ts'`
  return standalone ? `${own}\nimport { ${camelCase(standalone)} } from './${standalone}.ts'` : own
}

function literalOf({ make: _, standalone, ...data }: Endpoint): string {
  const own = camelCase(data.name)
  return `{ ...${JSON.stringify(data)}, make: ${standalone ? `${camelCase(standalone)}(${own})` : own} }`
}

export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
