// The set-up of a WooCommerce store, run for real: Debian's PHP and MariaDB, WordPress from npm. The plugin is a stand-in.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import type { Ended, Running } from '../run.ts'
import { type MariaDb, startMariaDb } from '../services/mariadb.ts'
import { makeFolder } from '../services/service.ts'
import { makeImage, newerImage } from './image.ts'
import { adminPassword, makeShop, type Shop, secrets } from './shop.ts'

const folder = makeFolder('woocommerce')
let image: string
let mariadb: MariaDb
let port: number
let shop: Shop

beforeAll(async () => {
  image = makeImage(folder)
  port = await freePort()
  mariadb = await startMariaDb(folder)
  shop = newShop('shop')
})
afterAll(async () => {
  await mariadb?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const newShop = (name: string) => makeShop({ folder, image, mariadb, port }, name)

describe('the volume', () => {
  test('two pods that prepare it at once leave one WordPress with the plugin, and no placeholder for a salt', async () => {
    const both = await Promise.all([shop.run('prepare'), shop.run('prepare')])
    for (const ended of both) expect(ended, ended.stderr).toMatchObject({ code: 0, stderr: '' })
    expect(both.filter(({ stdout }) => stdout.includes('copied WordPress 6.5.5'))).toHaveLength(1)
    expect(existsSync(join(shop.volume, 'wp-content/plugins/woocommerce/woocommerce.php'))).toBe(true)
    expect(readFileSync(join(shop.volume, 'wp-config.php'), 'utf8')).not.toContain('put your unique phrase here')
  })

  test('an image without WordPress, or without the plugin, is named and exits 1', async () => {
    const none = await newShop('none').run('prepare', { STORE_SOURCE: folder })
    expect(none).toMatchObject({ code: 1, stderr: `The image holds no WordPress in ${folder}.\n` })
    const bare = join(folder, 'bare')
    cpSync(image, bare, { recursive: true })
    rmSync(join(bare, 'wp-content/plugins/woocommerce'), { recursive: true })
    const unbaked = await newShop('unbaked').run('prepare', { STORE_SOURCE: bare })
    expect(unbaked).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The image holds no WooCommerce/) })
  })

  test("a newer image brings its WordPress and its plugin to an old volume, and leaves what is the merchant's", async () => {
    const old = newShop('old')
    expect(await old.run('prepare')).toMatchObject({ code: 0 })
    const at = (path: string) => join(old.volume, path)
    writeFileSync(at('wp-content/plugins/woocommerce/left-over.php'), '')
    writeFileSync(at('wp-content/themes/twentytwentyfour/style.css'), "/* the merchant's */")
    const newer = newerImage(image, join(folder, 'newer'), { wordpress: '6.5.6', plugin: '1.2.0' })
    expect(await old.run('prepare', { STORE_SOURCE: newer })).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(at('wp-includes/version.php'), 'utf8')).toContain("'6.5.6'")
    expect(readFileSync(at('wp-content/plugins/woocommerce/woocommerce.php'), 'utf8')).toContain('Version: 1.2.0')
    expect(existsSync(at('wp-content/plugins/woocommerce/left-over.php'))).toBe(false)
    expect(readFileSync(at('wp-content/themes/twentytwentyfour/style.css'), 'utf8')).toBe("/* the merchant's */")
    expect(await old.run('prepare'), 'the older image again').toMatchObject({ code: 0, stdout: '' })
    expect(readFileSync(at('wp-content/plugins/woocommerce/woocommerce.php'), 'utf8')).toContain('Version: 1.2.0')
  })
})

describe('a set-up that cannot work', () => {
  test('without a database gives up after its time with a sentence, and exits 1', async () => {
    const nowhere = `127.0.0.1:${await freePort()}`
    const ended = await shop.run('setup', { WORDPRESS_DB_HOST: nowhere, STORE_WAIT_SECONDS: '2' })
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The database did not answer within 2 s: .+\n$/),
    })
  })

  test('with a wrong password says so at once and exits 1', async () => {
    const ended = await shop.run('setup', { WORDPRESS_DB_PASSWORD: 'wrong' })
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The database refuses the store's user/) })
    expect(ended.tookMs).toBeLessThan(5_000)
  })

  test('wait gives up after its time and names the Job', async () => {
    const ended = await shop.run('wait', { STORE_WAIT_SECONDS: '2' })
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The Job setup-11111111 did not finish within 2 s/),
    })
  })

  test('whose database goes away from WordPress in a step exits 1, where WordPress itself would exit 0', async () => {
    const ended = await shop.run('install', { WORDPRESS_DB_PASSWORD: 'wrong' })
    expect(ended).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('WordPress ended in the middle of the step "install"'),
    })
  })

  test.each([
    [
      'the front page',
      "add_action('template_redirect', fn () => is_front_page() && wp_die('closed', '', 503));",
      'The front page (/) answered 503 instead of a page.',
    ],
    [
      'the shop',
      "add_filter('pre_option_show_on_front', fn () => 'posts'); add_action('template_redirect', fn () => is_page('shop') && wp_die('closed', '', 503));",
      'The shop (/shop/) answered 503 instead of a page.',
    ],
    [
      'the checkout',
      "add_action('template_redirect', fn () => is_page('checkout') && wp_die('closed', '', 503));",
      'The checkout (/checkout/) answered 503 instead of a page.',
    ],
    [
      'the product list',
      "add_filter('rest_pre_dispatch', fn () => new WP_Error('closed', 'closed', ['status' => 500]));",
      'The product list (/wp-json/wc/store/v1/products) answered 500 instead of a list.',
    ],
  ])('whose own check of %s fails exits 1, says which, and is not recorded', async (what, code, sentence) => {
    const broken = newShop(`broken_${what.replaceAll(' ', '_')}`)
    await broken.run('prepare')
    mkdirSync(join(broken.volume, 'wp-content/mu-plugins'))
    writeFileSync(join(broken.volume, 'wp-content/mu-plugins/broken.php'), `<?php ${code}`)
    const ended = await broken.run('setup')
    expect(ended).toMatchObject({
      code: 1,
      stderr: `${sentence}\nThe step "check" of the set-up failed with code 1.\n`,
    })
    expect(option(broken, 'storeplane_setup')).toBe('')
  })
})

describe('a set-up', () => {
  test('two at once on an empty database both succeed, and nothing is there twice', async () => {
    const both = await Promise.all([shop.run('setup'), shop.run('setup')])
    for (const ended of both) expect(ended, ended.stderr).toMatchObject({ code: 0, stderr: '' })
    const titles =
      "SELECT post_title FROM shop.wp_posts WHERE post_type IN ('page', 'post', 'product') AND post_status = 'publish' ORDER BY 1"
    expect(mariadb.sql(titles).split('\n')).toEqual(['Cart', 'Checkout', 'Sample product', 'Shop'])
    expect(mariadb.sql('SELECT count(*) FROM shop.wp_users')).toBe('1')
    expectNoSecret(...both)
  })

  test('makes the shop that the values ask for', () => {
    expect(option(shop, 'woocommerce_currency')).toBe('EUR')
    expect(option(shop, 'woocommerce_default_country')).toBe('DE')
    expect(option(shop, 'woocommerce_coming_soon')).toBe('no')
    expect(option(shop, 'woocommerce_cod_settings')).toContain('"enabled";s:3:"yes"')
    expect(option(shop, 'stand_in_zones')).toMatch(/"code";s:2:"DE";.*"flat_rate"/)
    expect(option(shop, 'permalink_structure')).toBe('/%postname%/')
    expect(option(shop, 'blogname')).toBe('My shop&#039;s name')
    expect(option(shop, 'storeplane_setup')).toBe('setup-11111111')
  })

  test('a repeated one changes nothing in the database', async () => {
    const before = mariadb.dump('shop')
    const again = await shop.run('setup')
    expect(again, again.stderr).toMatchObject({ code: 0, stderr: '' })
    expect(mariadb.dump('shop').split('\n')).toEqual(before.split('\n'))
  })

  test('wait ends at once when its set-up is recorded, and not when another one is', async () => {
    expect(await shop.run('wait')).toMatchObject({ code: 0 })
    expect(await shop.run('wait', { STORE_SETUP: 'setup-22222222', STORE_WAIT_SECONDS: '1' })).toMatchObject({
      code: 1,
    })
  })

  test("what the merchant changed stays changed through a new one, and its record is the new one's", async () => {
    mariadb.sql("UPDATE shop.wp_options SET option_value = 'JPY' WHERE option_name = 'woocommerce_currency'")
    mariadb.sql("DELETE FROM shop.wp_posts WHERE post_type = 'product'")
    expect(await shop.run('setup', { STORE_SETUP: 'setup-33333333', STORE_NAME: 'Another' })).toMatchObject({ code: 0 })
    expect(option(shop, 'woocommerce_currency')).toBe('JPY')
    expect(mariadb.sql("SELECT count(*) FROM shop.wp_posts WHERE post_type = 'product'")).toBe('0')
    expect(option(shop, 'storeplane_setup')).toBe('setup-33333333')
  })

  test('tables of an older WordPress are brought up to date', async () => {
    const version = option(shop, 'db_version')
    mariadb.sql("UPDATE shop.wp_options SET option_value = '57000' WHERE option_name = 'db_version'")
    expect(await shop.run('setup', { STORE_SETUP: 'setup-33333333' })).toMatchObject({ code: 0, stderr: '' })
    expect(option(shop, 'db_version')).toBe(version)
  })

  test('the due work runs and exits 0', async () => {
    expect(await shop.run('cron')).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('the store that was set up', () => {
  let server: Running
  const url = (path: string) => `http://127.0.0.1:${port}${path}`
  beforeAll(async () => {
    server = shop.serve(port)
    await eventually(async () => (await fetch(url('/'))).ok, { what: 'the front page' })
  })
  afterAll(async () => {
    server.child.kill('SIGTERM')
    await server.ended
  })

  test('shows the shop at its URL, not a blog and not the installer, and lists products', async () => {
    const front = await fetch(url('/'), { redirect: 'manual' })
    expect(front.status).toBe(200)
    expect(await front.text()).toMatch(/My shop.*class="products"/)
    const products = await fetch(url('/wp-json/wc/store/v1/products'))
    expect({ status: products.status, list: Array.isArray(await products.json()) }).toEqual({ status: 200, list: true })
  })

  test("hides the plugin's lists of tasks from the merchant", async () => {
    const lists = (await (await fetch(url('/wp-json/wc-admin/onboarding/tasks'))).json()) as { isHidden: boolean }[]
    expect(lists.map(({ isHidden }) => isHidden)).toEqual([true, true])
  })

  test('lets the administrator in with a password full of quotes, and nobody with another', async () => {
    expect((await login(adminPassword)).headers.get('location')).toContain('/wp-admin/')
    expect((await login('wrong')).status).toBe(200)
  })

  const login = (pwd: string) =>
    fetch(url('/wp-login.php'), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
      body: new URLSearchParams({ log: 'admin', pwd, testcookie: '1' }),
    })
})

const option = ({ name }: Shop, key: string) =>
  mariadb.sql(`SELECT option_value FROM ${name}.wp_options WHERE option_name = '${key}'`)

function expectNoSecret(...all: Ended[]): void {
  const text = all.map(({ stdout, stderr }) => stdout + stderr).join('\n')
  for (const secret of [...Object.values(secrets), adminPassword]) expect(text.includes(secret)).toBe(false)
}
