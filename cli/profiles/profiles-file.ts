// The file of the profiles: which URL and which key each one has. It is for its owner's eyes alone.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import type { Environment } from '../../shared/config/environment.ts'
import { ExitError } from '../../shared/errors.ts'

const profileSchema = z.object({ url: z.string(), key: z.string().optional() })
const fileSchema = z.object({ profiles: z.record(z.string(), profileSchema) })

export type Profile = z.infer<typeof profileSchema>
export type Profiles = ReadonlyMap<string, Profile>

/** Undefined where there is neither XDG_CONFIG_HOME nor HOME. */
export function profilesFile(environment: Environment): string | undefined {
  const { XDG_CONFIG_HOME: xdg, HOME: home } = environment
  // A relative path there is to be ignored, says its specification.
  const folder = xdg?.startsWith('/') ? xdg : home && join(home, '.config')
  return folder ? join(folder, 'storeplane', 'profiles.json') : undefined
}

/** Throws an ExitError with code 2 for a file that others can read, or that is none of ours. */
export function readProfiles(environment: Environment): Profiles {
  const file = profilesFile(environment)
  const text = file && readPrivate(file)
  if (!text) return new Map()
  const parsed = fileSchema.safeParse(parseJson(text))
  if (!parsed.success)
    throw new ExitError(2, `${file} holds no profiles; remove it, and storeplane login makes a new one`)
  return new Map(Object.entries(parsed.data.profiles))
}

/** Whole or not at all: under a name of its own until it is on the disk. */
export function writeProfiles(environment: Environment, profiles: Profiles): string {
  const file = profilesFile(environment)
  if (file === undefined) throw new ExitError(2, 'there is no place for profiles; set HOME or XDG_CONFIG_HOME')
  const unfinished = `${file}.unfinished-${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    rmSync(unfinished, { force: true })
    writePrivate(unfinished, `${JSON.stringify({ profiles: Object.fromEntries(profiles) }, null, 2)}\n`)
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw new ExitError(1, `${file} cannot be written (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
  return file
}

function readPrivate(file: string): string | undefined {
  try {
    if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
      throw new ExitError(2, `others can read the keys in ${file}; run: chmod 600 ${file}`)
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (error instanceof ExitError) throw error
    throw new ExitError(2, `cannot read ${file} (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function writePrivate(file: string, text: string): void {
  const opened = openSync(file, 'wx', 0o600)
  try {
    writeSync(opened, text)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
