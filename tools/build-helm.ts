// The newest Helms, built from their Go modules where Go is: no package registry that needs no Go carries them.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `sum` is the module's hash in the form of go.sum; its own go.sum pins everything that it is built from. */
const modules = {
  'helm-3.22': { path: 'helm.sh/helm/v3', version: 'v3.22.0', sum: 'h1:n1if5iQgHYsujPAcO5oonH/KiSNUmqmUF0iGVjSF3AU=' },
  'helm-4.3': { path: 'helm.sh/helm/v4', version: 'v4.3.1', sum: 'h1:UndCoLe9UPmNoL7IvWzaUXveL7T5t/ijoorEmgJdI9g=' },
} as const

export type NewestHelm = keyof typeof modules
export const newestHelms = Object.keys(modules) as NewestHelm[]

const cache = join(dirname(fileURLToPath(import.meta.url)), '..', '.cache', 'tools')

/** Its absolute path; the first call takes minutes. Throws with the cure where it cannot be built. */
export function buildHelm(name: NewestHelm): string {
  const target = join(cache, name, 'helm')
  if (existsSync(target)) return target
  const { path, version } = modules[name]
  console.error(`build: ${path} ${version}, which takes some minutes`)
  mkdirSync(dirname(target), { recursive: true })
  const folder = mkdtempSync(join(cache, '.build-'))
  try {
    const stamp = `-s -w -X ${path}/internal/version.version=${version}`
    const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', stamp, '-o', join(folder, 'helm'), './cmd/helm']
    go(args, sourceOf(name))
    renameSync(join(folder, 'helm'), target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return target
}

function sourceOf(name: NewestHelm): string {
  const { path, version, sum } = modules[name]
  const { Dir, Sum } = JSON.parse(go(['mod', 'download', '-json', `${path}@${version}`], cache)) as Record<
    string,
    string
  >
  if (Sum !== sum || Dir === undefined) throw new Error(`${path}@${version} is not what was pinned: ${Sum}`)
  return Dir
}

function go(args: string[], cwd: string): string {
  const env = { ...process.env, CGO_ENABLED: '0' }
  const { status, stdout, stderr, error } = spawnSync('go', args, { cwd, env, encoding: 'utf8' })
  if (error) throw new Error(`Go is not on PATH (${error.message}); install it to test with the newest Helm`)
  if (status !== 0) throw new Error(`go ${args.join(' ')} failed: ${stderr.trim()}`)
  return stdout
}

/** `tsx tools/build-helm.ts` builds all of them. */
if (process.argv[1] === fileURLToPath(import.meta.url)) for (const name of newestHelms) console.log(buildHelm(name))
