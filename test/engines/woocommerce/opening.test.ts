// What a new store shows: the shop itself, open, with the prices of its country and currency.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { freePort } from '../../support/free-port.ts'
import { type MariaDb, startMariaDb } from '../services/mariadb.ts'
import { makeFolder } from '../services/service.ts'
import { makeImage } from './image.ts'
import { makeShop, type Place, type Shop } from './shop.ts'

const folder = makeFolder('opening')
let mariadb: MariaDb
let place: Place
let volume: string
/** The database once the plugin is active, before the set-up decides anything. */
let activated: string

beforeAll(async () => {
  mariadb = await startMariaDb(folder)
  place = { folder, image: makeImage(folder), mariadb, port: await freePort() }
  const first = makeShop(place, 'first')
  for (const program of ['prepare', 'install', 'activate']) expect(await first.run(program)).toMatchObject({ code: 0 })
  volume = first.volume
  activated = mariadb.dump('first')
  mkdirSync(join(volume, 'wp-content/mu-plugins'))
})
afterAll(async () => {
  await mariadb?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function activatedShop(name: string): Shop {
  const shop = makeShop(place, name, volume)
  mariadb.sql(`USE ${name}; ${activated}`)
  return shop
}

const configured = { code: 0, stderr: '' }

describe('prices and measures', () => {
  test.each([
    ['DE', 'EUR', '10,00 €', 'kg', 'cm'],
    ['US:CA', 'USD', '$10.00', 'lbs', 'in'],
    ['JP', 'JPY', '¥10', 'kg', 'cm'],
    ['DE', 'JPY', '10 ¥', 'kg', 'cm'],
    ['US', 'KWD', 'KWD10.000', 'lbs', 'in'],
    ['AQ', 'USD', '$10.00', '', ''],
  ])('of %s in %s are %s, %s and %s', async (country, currency, price, weight, length) => {
    const shop = activatedShop(`formats_${country.replace(':', '_')}_${currency}`.toLowerCase())
    expect(await shop.run('configure', { STORE_COUNTRY: country, STORE_CURRENCY: currency })).toMatchObject(configured)
    expect(option(shop, 'woocommerce_weight_unit')).toBe(weight)
    expect(option(shop, 'woocommerce_dimension_unit')).toBe(length)
    expect(await frontPage(shop)).toContain(`<li>Sample product ${price}</li>`)
  })
})

describe('the "coming soon" page', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = activatedShop('closed')
    expect(await shop.run('configure')).toMatchObject(configured)
  })
  afterEach(() => rmSync(join(volume, 'wp-content/mu-plugins/options.php')))

  test.each([
    ['The front page (/)', { woocommerce_coming_soon: 'yes', woocommerce_store_pages_only: 'no' }],
    ['The front page (/)', { woocommerce_coming_soon: 'yes', woocommerce_store_pages_only: 'yes' }],
    [
      'The shop (/shop/)',
      { woocommerce_coming_soon: 'yes', woocommerce_store_pages_only: 'yes', show_on_front: 'posts' },
    ],
  ])('in the place of %s fails the first set-up of a store', async (page, options) => {
    fix(options)
    expect(await shop.run('check')).toMatchObject({
      code: 1,
      stderr: `${page} shows WooCommerce's "coming soon" page instead of the shop.\n`,
    })
    expect(option(shop, 'storeplane_setup')).toBe('')
  })

  test('of a merchant who closes the shop later fails none', async () => {
    fix({ woocommerce_store_pages_only: 'yes' })
    expect(await shop.run('check')).toMatchObject(configured)
    fix({ woocommerce_coming_soon: 'yes' })
    expect(await shop.run('check', { STORE_SETUP: 'setup-22222222' })).toMatchObject(configured)
    expect(option(shop, 'storeplane_setup')).toBe('setup-22222222')
  })

  function fix(options: Record<string, string>): void {
    const filters = Object.entries(options).map(
      ([name, value]) => `add_filter('pre_option_${name}', fn () => '${value}');`,
    )
    writeFileSync(join(volume, 'wp-content/mu-plugins/options.php'), `<?php ${filters.join('\n')}`)
  }
})

test('a store that was set up before the chart knew of front page and formats keeps its own', async () => {
  const shop = activatedShop('kept')
  mariadb.sql("INSERT INTO kept.wp_options (option_name, option_value) VALUES ('storeplane_setup', 'setup-00000000')")
  expect(await shop.run('configure')).toMatchObject(configured)
  expect(option(shop, 'show_on_front')).toBe('posts')
  expect(option(shop, 'woocommerce_currency_pos')).toBe('')
})

describe('a product named like the sample', () => {
  test.each([
    ['that was begun, published without a price', 'publish', '', 'publish\tsample-product\t10'],
    ['that was begun, a draft', 'draft', "('_sku', 'sample'), ('_price', '10')", 'publish\tsample-product\t10'],
    ["that is the merchant's draft", 'draft', "('_price', '99')", 'draft\tsample-product\t99'],
    ["that is the merchant's", 'publish', "('_price', '99')", 'publish\tsample-product\t99'],
  ])('%s, is the only one after the set-up', async (what, status, fields, left) => {
    const shop = activatedShop(`product_${what.length}`)
    mariadb.sql(`USE ${shop.name};
      INSERT INTO wp_posts (post_type, post_title, post_status, post_name, post_content, post_excerpt, to_ping, pinged, post_content_filtered)
        VALUES ('product', 'Sample product', '${status}', 'sample-product', '', '', '', '', '');
      ${fields && `INSERT INTO wp_postmeta (meta_key, meta_value) VALUES ${fields}; UPDATE wp_postmeta SET post_id = (SELECT max(ID) FROM wp_posts) WHERE post_id = 0;`}`)
    expect(await shop.run('configure')).toMatchObject(configured)
    expect(productsOf(shop)).toBe(left)
  })
})

test('a shipping zone that was begun gets its country and its method, and no second zone is made', async () => {
  const shop = activatedShop('zone')
  const begun =
    'a:1:{i:1;a:4:{s:7:"zone_id";i:1;s:9:"zone_name";s:2:"DE";s:14:"zone_locations";a:0:{}s:16:"shipping_methods";a:0:{}}}'
  mariadb.sql(`INSERT INTO zone.wp_options (option_name, option_value) VALUES ('stand_in_zones', '${begun}')`)
  expect(await shop.run('configure')).toMatchObject(configured)
  expect(option(shop, 'stand_in_zones')).toMatch(/^a:1:\{.*"zone_name";s:2:"DE";.*"code";s:2:"DE";.*"flat_rate"/)
})

const option = ({ name }: Shop, key: string) =>
  mariadb.sql(`SELECT option_value FROM ${name}.wp_options WHERE option_name = '${key}'`)

const productsOf = ({ name }: Shop) =>
  mariadb.sql(`SELECT post_status, post_name, meta_value FROM ${name}.wp_posts LEFT JOIN ${name}.wp_postmeta
    ON post_id = ID AND meta_key = '_price' WHERE post_type = 'product'`)

async function frontPage(shop: Shop): Promise<string> {
  const server = shop.serve(place.port)
  try {
    const url = `http://127.0.0.1:${place.port}/`
    return await eventually(async () => (await fetch(url, { headers: { connection: 'close' } })).text(), { what: url })
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
  }
}
