// Brings a fresh clone to where a command can run: dependencies, Helm, bundles; each only when it is missing or stale.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundled = [
  'functions',
  'poller',
  'shared',
  'cli',
  'sandbox',
  'tools/build.ts',
  'tools/build-programs.ts',
  'tools/function-entries.ts',
  'tools/build-dashboard.ts',
  'package.json',
  'package-lock.json',
]

refuseOldNode(process.versions.node)
install()
if (process.argv[2] !== 'install') {
  run('node', ['node_modules/tsx/dist/cli.mjs', 'tools/fetch-tool.ts'])
  build()
}

function refuseOldNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`prepare: Node ${version} is too old; install Node 20.19 or later`)
  process.exit(2)
}

function install() {
  const key = digest(['package-lock.json', 'package.json'])
  if (read('node_modules/.storeplane-installed') === key) return
  console.error('prepare: installing dependencies (npm ci)')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  // npm 10 can print an error and still exit 0, so look for what was asked.
  if (!existsSync(join(root, 'node_modules/esbuild'))) fail('npm ci ended without installing; run it again')
  writeFileSync(join(root, 'node_modules/.storeplane-installed'), key)
}

function build() {
  const key = digest(bundled.flatMap(filesUnder))
  if (read('dist/.built') === key) return
  console.error('prepare: building dist/')
  run('node', ['node_modules/tsx/dist/cli.mjs', 'tools/build.ts'])
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist/.built'), key)
}

function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}

function digest(paths) {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function read(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 2] })
  if (status !== 0)
    fail(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ` with exit code ${status}`}`)
}

function fail(message) {
  console.error(`prepare: ${message}`)
  process.exit(1)
}
