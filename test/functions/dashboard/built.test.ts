// The dashboard as it is built: small, whole, and without anything that the policy of its page would stop.
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { buildDashboard } from '../../../tools/build-dashboard.ts'

let files: Awaited<ReturnType<typeof buildDashboard>>
beforeAll(async () => {
  files = await buildDashboard()
})

test('its script is under 30 KB gzipped, its style sheet under 6 KB', () => {
  expect(gzipSync(files.script).length).toBeLessThan(30_000)
  expect(gzipSync(files.style).length).toBeLessThan(6_000)
  expect(files.script.length).toBeGreaterThan(10_000)
})

test('it loads nothing from elsewhere and evaluates no text', () => {
  expect(files.script).not.toMatch(/\beval\(|new Function|document\.write|\bimport\(/)
  expect(files.script.match(/https?:\/\/[^"'`\s/]+/g) ?? []).toEqual(['http://www.w3.org'])
  expect(files.style).not.toMatch(/url\(|@import/)
  expect(files.icon).not.toMatch(/<script|\son\w+=|href/)
})
