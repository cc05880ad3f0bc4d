// One WooCommerce store of a test: the environment that the chart gives it, its volume, and the programs of the set-up.
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chartFolder } from '../../chart/chart.ts'
import { type Ended, run, start } from '../run.ts'
import type { MariaDb } from '../services/mariadb.ts'

/** Quotes and a backslash: what WordPress mangles where it is not told. */
export const adminPassword = `it's "a" \\ password`
export const secrets = {
  database: 'dbSecret_-0123456789abcdefghijkl',
  salt: 'saltSecret_-0123456789abcdefghij',
}
const salts = 'AUTH_KEY SECURE_AUTH_KEY LOGGED_IN_KEY NONCE_KEY AUTH_SALT SECURE_AUTH_SALT LOGGED_IN_SALT NONCE_SALT'
const configuration = `
define('WP_HOME', getenv('STORE_URL'));
define('WP_SITEURL', getenv('STORE_URL'));
define('DISABLE_WP_CRON', true);
define('FS_METHOD', 'direct');
`

export type Shop = {
  name: string
  /** The store's volume, as /var/www/html is. */
  volume: string
  env: Record<string, string>
  run(program: string, env?: Record<string, string>): Promise<Ended>
  start(program: string, env?: Record<string, string>): ReturnType<typeof start>
  /** PHP's own web server over the volume, as the web pod is. */
  serve(port: number): ReturnType<typeof start>
}

export type Place = {
  folder: string
  image: string
  mariadb: Pick<MariaDb, 'port' | 'createDatabase'>
  port: number
}

/** `name` is also its database's and that database's user's. `volume` is another shop's, whose files it then shares. */
export function makeShop({ folder, image, mariadb, port }: Place, name: string, volume = join(folder, name)): Shop {
  mariadb.createDatabase(name, secrets.database)
  const programs = join(folder, `${name}-programs`)
  mkdirSync(volume, { recursive: true })
  cpSync(join(chartFolder, 'files/woocommerce'), programs, { recursive: true })
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    STORE_ROOT: volume,
    STORE_SOURCE: image,
    STORE_URL: `http://127.0.0.1:${port}`,
    WORDPRESS_DB_HOST: `127.0.0.1:${mariadb.port}`,
    WORDPRESS_DB_NAME: name,
    WORDPRESS_DB_USER: name,
    WORDPRESS_DB_PASSWORD: secrets.database,
    WORDPRESS_CONFIG_EXTRA: configuration,
    STORE_SETUP: 'setup-11111111',
    STORE_WAIT_SECONDS: '20',
    STORE_NAME: "My shop's name",
    STORE_CURRENCY: 'EUR',
    STORE_COUNTRY: 'DE',
    STORE_SAMPLE_PRODUCT: 'yes',
    STORE_ADMIN_USER: 'admin',
    STORE_ADMIN_EMAIL: 'admin@my-shop.localhost',
    STORE_ADMIN_PASSWORD: adminPassword,
    ...Object.fromEntries(salts.split(' ').map((salt) => [`WORDPRESS_${salt}`, `${secrets.salt}${salt}`])),
  }
  const command = (args: string[], more: Record<string, string> = {}) => ({
    command: 'php',
    args: ['-d', 'memory_limit=512M', ...args],
    cwd: folder,
    env: { ...env, ...more },
  })
  const program = (file: string) => [join(programs, `${file}.php`)]
  return {
    name,
    volume,
    env,
    run: (file, more) => run(command(program(file), more)),
    start: (file, more) => start(command(program(file), more)),
    serve: (at) => start(command(['-S', `127.0.0.1:${at}`, '-t', volume, join(programs, 'router.php')])),
  }
}
