// The entry of each function's bundle, made from the endpoint's file: its name, its first line and what it exports.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'

const namespace = 'function'
/** An endpoint's file begins with what it answers. */
const firstLine = /^\/\/ ((?:GET|POST|PUT|PATCH|DELETE) \/.*)/
/** These take more than what endpoints take: the document of all of them, the page's files. */
const wrappers: Record<string, string> = {
  docs: 'documented',
  openapi: 'documented',
  'get-dashboard': 'with-dashboard',
}

/** Entry points for esbuild: `functions/<name>` for every endpoint of the folder functions/endpoints/. */
export function functionEntries(root: string): Record<string, string> {
  const names = readdirSync(join(root, 'functions/endpoints'))
    .filter((file) => file.endsWith('.ts') && firstLine.test(read(root, file)))
    .map((file) => file.replace(/\.ts$/, ''))
  return Object.fromEntries(names.map((name) => [`functions/${name}`, `${namespace}:${name}`]))
}

export function functionEntryPlugin(root: string): Plugin {
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^function:/ }, ({ path }) => ({ path: path.replace(`${namespace}:`, ''), namespace }))
      build.onLoad({ filter: /.*/, namespace }, ({ path: name }) => ({
        contents: entryOf(name, read(root, `${name}.ts`)),
        loader: 'ts',
        resolveDir: join(root, 'functions/standalone'),
      }))
    },
  }
}

function entryOf(name: string, source: string): string {
  const exported = camelCase(name)
  const about = JSON.stringify(firstLine.exec(source)?.[1])
  const wrapper = wrappers[name]
  const made = wrapper
    ? `import { ${camelCase(wrapper)} } from './${wrapper}.ts'
const makeEndpoint = ${camelCase(wrapper)}(${exported})`
    : `const makeEndpoint = ${exported}`
  return `import { fetchHandler, runWhenStarted } from './main.ts'
import { ${exported} } from '../endpoints/${name}.ts'
${made}
const endpoint = { name: '${name}', about: ${about}, makeEndpoint }
export const fetch = fetchHandler(endpoint)
export default { fetch }
await runWhenStarted(endpoint, import.meta.url)`
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function read(root: string, file: string): string {
  return readFileSync(join(root, 'functions/endpoints', file), 'utf8')
}
