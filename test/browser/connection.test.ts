// A server that goes away and comes back: the page says so, and shows what it has missed.
import { expect, test } from 'vitest'
import { makeReady } from '../functions/place-store.ts'
import { freePort } from '../support/free-port.ts'
import { printed, startProgram } from '../support/process.ts'
import { violationsOf } from './support/violations.ts'
import { rowOf, useWorld } from './support/world.ts'

const world = useWorld()

async function startFunctions(port: number) {
  const { folder, environment } = world.stack
  const program = startProgram('functions', [], { cwd: folder, env: { ...environment, PORT: String(port) } })
  await printed(program, /"url":"(http:[^"]+)"/)
  return program
}

test('a lost connection is told, and once it is back all that was missed is there, without a reload', async () => {
  const port = await freePort()
  const first = await startFunctions(port)
  const { id } = await world.stack.create('patient')
  const page = await world.open('/', { expected: /net::ERR_/, baseURL: `http://127.0.0.1:${port}` })
  await page.page.goto(`http://127.0.0.1:${port}/`)
  await rowOf(page.page, 'patient').getByText('Setting up').waitFor()
  await page.page.locator('#connection', { hasText: 'Live' }).waitFor()
  expect(await first.stop()).toBe(0)
  await page.page.locator('#lost').getByText('Connection lost').waitFor()
  await page.page.locator('#announced', { hasText: 'Connection lost' }).waitFor({ state: 'attached' })
  expect(await violationsOf(page.page)).toEqual([])
  await makeReady(world.stack.database, id)
  await world.stack.create('while-away', 'medusa')
  expect(await rowOf(page.page, 'while-away').count()).toBe(0)
  const second = await startFunctions(port)
  await rowOf(page.page, 'patient').getByText('Ready', { exact: true }).waitFor()
  await rowOf(page.page, 'while-away').waitFor()
  await page.page.locator('#connection', { hasText: 'Live' }).waitFor()
  expect(await page.page.locator('#lost').count()).toBe(0)
  await page.page.locator('#announced', { hasText: 'Connected again' }).waitFor({ state: 'attached' })
  expect(await page.page.evaluate('performance.getEntriesByType("navigation").length')).toBe(1)
  await page.close()
  await second.stop()
})

test('a page that finds no server says so, and begins once there is one', async () => {
  const port = await freePort()
  const first = await startFunctions(port)
  const { page, close } = await world.open('/', { expected: /net::ERR_/ })
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.locator('#stores').waitFor()
  await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'))
  await page.reload()
  await page.getByRole('heading', { name: 'The dashboard cannot start' }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.unroute('**/api/v1/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('#stores').waitFor()
  await close()
  await first.stop()
})
