// What the official WordPress image holds in /usr/src/wordpress, made from npm's copy of WordPress 6.5.5, and our stand-in plugin.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { root } from '../../support/process.ts'

const tarball = '@wp-playground/wordpress-builds@0.9.19'
const integrity = 'sha512-dlqvh/MJDpE5W68vgPPKUjpip6zMuBh59L3D18ZX+pdwurC4q4ydrTww/3sTMV69BBcoH6kF93YtAtujNC5Mpw=='
const members = ['package/src/wordpress/wp-6.5.zip', 'package/public/wp-6.5']
export const pluginFolder = 'wp-content/plugins/woocommerce'
const cache = join(root, '.cache/engines')

/** A fresh copy in `folder`; WordPress is fetched at the first call only. */
export function makeImage(folder: string): string {
  const image = join(folder, 'image')
  cpSync(fetchWordPress(), image, { recursive: true })
  cpSync(join(import.meta.dirname, 'wp-config-docker.php'), join(image, 'wp-config-docker.php'))
  cpSync(join(import.meta.dirname, 'stand-in'), join(image, pluginFolder), { recursive: true })
  return image
}

/** A copy of `image` in the new folder `newer`, with the versions given. */
export function newerImage(image: string, newer: string, versions: { wordpress?: string; plugin: string }): string {
  cpSync(image, newer, { recursive: true })
  if (versions.wordpress) change(join(newer, 'wp-includes/version.php'), /'6\.5\.5'/, `'${versions.wordpress}'`)
  change(join(newer, pluginFolder, 'woocommerce.php'), /Version: .*/, `Version: ${versions.plugin}`)
  return newer
}

const change = (file: string, from: RegExp, to: string) =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))

function fetchWordPress(): string {
  const target = join(cache, 'wordpress')
  if (existsSync(target)) return target
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, '.fetch-'))
  try {
    execFileSync('npm', ['pack', tarball, '--pack-destination', folder, '--ignore-scripts', '--loglevel=error'], {
      stdio: 'pipe',
    })
    const archive = join(folder, 'wp-playground-wordpress-builds-0.9.19.tgz')
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
    if (found !== integrity) throw new Error(`${tarball} is not what was pinned: ${found}`)
    execFileSync('tar', ['-xzf', archive, '-C', folder, ...members])
    const fresh = join(folder, 'wordpress')
    unpack(join(folder, members[0] ?? ''), fresh)
    cpSync(join(folder, members[1] ?? ''), fresh, { recursive: true })
    // The package runs WordPress on SQLite in a browser: its own configuration is not ours.
    for (const own of ['wp-config.php', 'wp-content/database', 'wp-content/db.php', 'wordpress-remote-asset-paths'])
      rmSync(join(fresh, own), { recursive: true, force: true })
    renameSync(fresh, target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return target
}

function unpack(zip: string, target: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    if (name.endsWith('/')) continue
    mkdirSync(dirname(join(target, name)), { recursive: true })
    writeFileSync(join(target, name), bytes)
  }
}
