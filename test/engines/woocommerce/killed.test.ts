// A set-up that is killed at any moment can be repeated, and leaves the store that an undisturbed one makes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../support/free-port.ts'
import { type MariaDb, startMariaDb } from '../services/mariadb.ts'
import { makeFolder } from '../services/service.ts'
import { makeImage, newerImage } from './image.ts'
import { makeShop, type Place, type Shop } from './shop.ts'

/** Ends the program before its statement KILL_AT, `step:number`, and lists all that change something in STATEMENTS. */
const killer = `<?php
add_filter('query', function ($sql) {
    static $number = 0;
    if (preg_match('/^\\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|START|COMMIT)/i', $sql)) {
        $at = basename($GLOBALS['argv'][0] ?? '', '.php') . ':' . ++$number;
        getenv('STATEMENTS') && file_put_contents(getenv('STATEMENTS'), "$at " . strtr($sql, "\\n", ' ') . "\\n", FILE_APPEND);
        getenv('KILL_AT') === $at && posix_kill(getpid(), 9);
    }
    return $sql;
});`

const folder = makeFolder('killed')
const statementsFile = join(folder, 'statements')
let mariadb: MariaDb
let place: Place
let shop: Shop
let statements: { at: string; sql: string }[]
let undisturbed: string

beforeAll(async () => {
  mariadb = await startMariaDb(folder)
  place = { folder, image: makeImage(folder), mariadb, port: await freePort() }
  shop = makeShop(place, 'undisturbed')
  expect(await shop.run('prepare')).toMatchObject({ code: 0 })
  mkdirSync(join(shop.volume, 'wp-content/mu-plugins'))
  writeFileSync(join(shop.volume, 'wp-content/mu-plugins/killer.php'), killer)
  expect(await shop.run('setup', { STATEMENTS: statementsFile })).toMatchObject({ code: 0, stderr: '' })
  undisturbed = contentOf(shop)
  statements = readFileSync(statementsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ at: line.split(' ')[0] ?? '', sql: line.slice(line.indexOf(' ') + 1).trim() }))
    .filter(({ at }) => /^(install|activate|configure|check):/.test(at))
})
afterAll(async () => {
  await mariadb?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ["while WordPress's tables are made", /^CREATE TABLE wp_postmeta/],
  ["while WordPress's first options are written", /^(INSERT|UPDATE).*wp_options.*'blogname'/],
  ['while the plugin installs, its lock taken', /^(CREATE TABLE.*wc_product_meta_lookup)/],
  ['while the zone has no method yet', /^UPDATE.*stand_in_zones|^UPDATE.*zone_locations/],
  ['while the product has no price yet', /_price/],
])('killed %s', async (_, pattern) => {
  const found = statements.find(({ sql }) => pattern.test(sql))
  if (!found) throw new Error(`no statement of the ${statements.length} is like ${pattern}`)
  await expectRepeatable(found.at)
})

test('killed at any other statement', { timeout: 400_000 }, async () => {
  // Most statements write the roles' rights one by one; a step without them is as likely as the one with them.
  const others = statements.filter(({ sql }) => !sql.includes('wp_user_roles'))
  const ofStep = (step: string) => others.map(({ at }) => at).filter((at) => at.startsWith(`${step}:`))
  const anyStatement = fc.oneof(
    ...['install', 'activate', 'configure', 'check'].map((step) => fc.constantFrom(...ofStep(step))),
  )
  await fc.assert(fc.asyncProperty(anyStatement, expectRepeatable), { numRuns: 4, endOnFailure: true })
})

test('the tables of a newer plugin are brought up to date by the set-up after one that was killed there', async () => {
  const upgraded = makeShop(
    { ...place, image: newerImage(place.image, join(folder, 'newer'), { plugin: '1.2.0' }) },
    'upgraded',
  )
  const older = { STORE_SOURCE: place.image }
  for (const program of ['prepare', 'setup']) expect(await upgraded.run(program, older)).toMatchObject({ code: 0 })
  expect(await upgraded.run('prepare')).toMatchObject({ code: 0 })
  lock('upgraded')
  expect(await upgraded.run('setup')).toMatchObject({ code: 0, stderr: '' })
  expect(mariadb.sql("SELECT option_value FROM upgraded.wp_options WHERE option_name = 'woocommerce_version'")).toBe(
    '1.2.0',
  )
})

let count = 0

async function expectRepeatable(at: string): Promise<void> {
  const killed = makeShop(place, `killed_${++count}`, shop.volume)
  expect(await killed.run('setup', { KILL_AT: at }), at).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`The step "${at.split(':')[0]}" of the set-up failed`),
  })
  expect(await killed.run('setup'), at).toMatchObject({ code: 0, stderr: '' })
  expect(contentOf(killed), at).toBe(undisturbed)
}

/** What the store consists of, but for numbers and times. */
const contentOf = ({ name }: Shop) =>
  mariadb.sql(`USE ${name};
    SELECT post_type, post_status, post_name, post_title FROM wp_posts ORDER BY 1, 2, 3, 4;
    SELECT 'price', meta_value FROM wp_postmeta WHERE meta_key = '_price';
    SELECT 'lookup', sku FROM wp_wc_product_meta_lookup;
    SELECT 'user', user_login, user_email FROM wp_users;
    SELECT 'front', post_title FROM wp_options JOIN wp_posts ON ID = option_value WHERE option_name = 'page_on_front';
    SELECT option_name, option_value FROM wp_options WHERE option_name LIKE 'woocommerce%' AND option_name NOT LIKE '%page_id'
      OR option_name IN ('stand_in_zones', 'blogname', 'permalink_structure', 'show_on_front', 'active_plugins', 'storeplane_setup') ORDER BY 1;
    SELECT 'lock', count(*) FROM wp_options WHERE option_name LIKE '%wc_installing'`)

/** As an installer leaves it that is killed. */
const lock = (name: string) =>
  mariadb.sql(`INSERT INTO ${name}.wp_options (option_name, option_value, autoload) VALUES ('_transient_wc_installing', 'yes', 'no'),
    ('_transient_timeout_wc_installing', UNIX_TIMESTAMP() + 600, 'no')`)
