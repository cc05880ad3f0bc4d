// Containers of this project's images for a test, by runc: read-only root, no capabilities, the network of this machine.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../support/eventually.ts'
import { type Program, startCommand } from '../support/process.ts'

export type Container = Pick<Program, 'output' | 'ended'> & {
  /** PID of its first process, as this machine sees it. */
  pid(): Promise<number>
  /** Runs a command in it, as its user. */
  exec(command: string[]): { code: number | null; output: string }
  signal(name: string): void
  remove(): Promise<void>
}
export type ContainerOptions = {
  image: string
  /** In place of the image's command; its entry point stays. */
  command?: string[]
  environment?: Record<string, string>
  /** Folders and files of this machine by their place in the container; /tmp is always there, in memory. */
  mounts?: Record<string, string>
}

export type ImageConfig = {
  User: string
  Env: string[]
  Entrypoint: string[]
  Cmd: string[]
  WorkingDir: string
  Labels: Record<string, string>
  Healthcheck: { Test: string[] }
}

export function imageConfig(image: string): ImageConfig {
  return JSON.parse(call('buildah', ['inspect', '--type', 'image', image])).Docker.config
}

let made = 0

export function startContainer({ image, command, environment = {}, mounts = {} }: ContainerOptions): Container {
  const id = `storeplane-test-${process.pid}-${++made}`
  const bundle = mkdtempSync(join(tmpdir(), 'storeplane-container-'))
  const working = call('buildah', ['from', '--pull-never', image])
  const config = imageConfig(image)
  const specification = {
    ...JSON.parse(specify(bundle)),
    process: {
      user: userOf(config),
      args: [...config.Entrypoint, ...(command ?? config.Cmd)],
      env: [...config.Env, ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
      cwd: config.WorkingDir,
      noNewPrivileges: true,
    },
    root: { path: call('buildah', ['mount', working]), readonly: true },
    hostname: id,
  }
  specification.mounts.push(
    { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', 'mode=1777'] },
    ...Object.entries(mounts).map(([destination, source]) => ({
      destination,
      source,
      type: 'bind',
      options: ['bind'],
    })),
  )
  const { namespaces } = specification.linux
  specification.linux.namespaces = namespaces.filter(({ type }: { type: string }) => type !== 'network')
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(specification))
  const runc = (...args: string[]) => spawnSync('runc', args, { encoding: 'utf8' })
  const program = startCommand('runc', ['run', '--bundle', bundle, id], {
    cwd: bundle,
    env: { PATH: process.env['PATH'] ?? '' },
  })
  return {
    ...program,
    pid: () => eventually(() => JSON.parse(runc('state', id).stdout || '{}').pid as number, { what: program.output() }),
    exec: (args) => {
      const { status, stdout, stderr } = runc('exec', '--cwd', config.WorkingDir, id, ...args)
      return { code: status, output: stdout + stderr }
    },
    signal: (name) => void runc('kill', id, name),
    remove: async () => {
      runc('delete', '--force', id)
      await program.ended
      call('buildah', ['rm', working])
      rmSync(bundle, { recursive: true, force: true })
    },
  }
}

function specify(bundle: string): string {
  call('runc', ['spec', '--bundle', bundle])
  return call('cat', [join(bundle, 'config.json')])
}

function userOf({ User }: ImageConfig): { uid: number; gid: number } {
  const [uid, gid] = User.split(':').map(Number)
  return { uid: uid ?? 0, gid: gid ?? 0 }
}

function call(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`)
  return stdout.trim()
}
