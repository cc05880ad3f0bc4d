// The Medusa project of deploy/images/medusa as its image holds it: installed from npm, built, and put together in a folder.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root } from '../../support/process.ts'

const project = join(root, 'deploy/images/medusa')
const work = join(root, '.cache/engines/medusa')
const installs = ['package.json', 'package-lock.json', '.npmrc']
const builds = ['tsconfig.json', 'medusa-config.ts', 'src']

/** Installs and builds where what is there is not of today's files, and returns a folder that stands for the image's /app. */
export function makeApp(folder: string): string {
  mkdirSync(work, { recursive: true })
  once('.installed', digest(installs), () => {
    for (const name of installs) cpSync(join(project, name), join(work, name))
    step('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'])
    if (!existsSync(join(work, 'node_modules/@medusajs/medusa'))) throw new Error('npm ended without installing Medusa')
  })
  once('.built', digest([...installs, ...builds]), () => {
    rmSync(join(work, 'src'), { recursive: true, force: true })
    for (const name of builds) cpSync(join(project, name), join(work, name), { recursive: true })
    step('node', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'])
    step('node', ['node_modules/@medusajs/cli/cli.js', 'build'])
  })
  const app = join(folder, 'app')
  cpSync(join(work, '.medusa/server'), app, { recursive: true })
  cpSync(join(project, 'entrypoint'), join(app, 'entrypoint'), { recursive: true })
  symlinkSync(join(work, 'node_modules'), join(app, 'node_modules'))
  mkdirSync(join(app, 'static'))
  return app
}

function once(mark: string, key: string, make: () => void): void {
  const file = join(work, mark)
  if (existsSync(file) && readFileSync(file, 'utf8') === key) return
  make()
  writeFileSync(file, key)
}

function step(command: string, args: string[]): void {
  const env = { ...process.env, NODE_OPTIONS: '--max-old-space-size=2048', MEDUSA_DISABLE_TELEMETRY: 'true' }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: work, env, encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`)
}

function digest(paths: string[]): string {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of paths.flatMap(filesUnder)) hash.update(path).update(readFileSync(join(project, path)))
  return hash.digest('hex')
}

function filesUnder(path: string): string[] {
  if (statSync(join(project, path)).isFile()) return [path]
  return readdirSync(join(project, path))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
}
