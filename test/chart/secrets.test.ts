// Credentials are in the Secret and nowhere else; no message of the chart quotes one.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chartFolder, containersOf, credentials, engines, environments, helm, platformValues, render } from './chart.ts'

const forms = Object.values(credentials).flatMap((secret) => [secret, Buffer.from(secret).toString('base64')])

const leaks = (text: string) => forms.filter((form) => text.includes(form))

describe.each(engines.flatMap((engine) => environments.map((environment) => ({ engine, environment }))))(
  '$engine, $environment',
  ({ engine, environment }) => {
    const manifests = render(engine, { environment })
    const secret = manifests.find(({ kind }) => kind === 'Secret')?.data ?? {}

    test('no object but the Secret holds a credential', () => {
      for (const manifest of manifests.filter(({ kind }) => kind !== 'Secret'))
        expect(leaks(JSON.stringify(manifest)), `${manifest.kind}/${manifest.metadata.name}`).toEqual([])
    })

    test('containers read from the Secret exactly the keys that it has', () => {
      const read = containersOf(manifests).flatMap(({ container }) =>
        (container.env ?? []).flatMap(({ valueFrom }) => (valueFrom?.secretKeyRef ? [valueFrom.secretKeyRef] : [])),
      )
      expect(new Set(read.map(({ name }) => name))).toEqual(new Set(['store']))
      expect([...new Set(read.map(({ key }) => key))].sort()).toEqual(Object.keys(secret).sort())
    })

    test('the Secret holds what the platform handed in', () => {
      for (const [key, value] of Object.entries(secret)) {
        const prefix = key === 'publishableKey' ? 'pk_' : ''
        expect(Buffer.from(value, 'base64').toString()).toBe(`${prefix}${credentials[key]}`)
      }
    })
  },
)

test.each(engines)('a schema error over a %s store does not quote a credential', (engine) => {
  const values = platformValues(engine)
  const secret = credentials['jwtSecret']
  for (const wrong of [
    { ...values, credentials: { ...credentials, jwtSecret: [secret] } },
    { ...values, credentials: { ...credentials, jwtSecret: { secret } } },
    { ...values, credentials: { ...credentials, unknownPurpose: secret } },
    { ...values, credentials: Object.values(credentials) },
    { ...values, surprise: secret },
  ]) {
    const { status, stdout, stderr } = helm({ values: wrong })
    expect(status).toBe(1)
    expect(leaks(stdout + stderr)).toEqual([])
  }
})

test.each(engines)('what a refused %s store is told does not quote a credential', (engine) => {
  const values = { ...platformValues(engine), credentials: { ...credentials, databasePassword: '' } }
  const { status, stdout, stderr } = helm({ values, set: ['medusa.image=registry.example.org/medusa:2'] })
  expect(status).toBe(1)
  expect(leaks(stdout + stderr)).toEqual([])
})

test.each(engines)('the notes of a %s store name it and hold no credential', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'))
  try {
    const chart = join(folder, 'store')
    cpSync(chartFolder, chart, { recursive: true })
    const notes = join(chart, 'templates/notes.yaml')
    renameSync(join(chart, 'templates/NOTES.txt'), notes)
    writeFileSync(notes, `notes: |\n${readFileSync(notes, 'utf8').replaceAll(/^/gm, '  ')}`)
    const set = ['medusa.image=registry.example.org/medusa:2']
    const { stdout } = helm({ values: platformValues(engine), set, chart })
    const shown = stdout.slice(stdout.indexOf('notes: |')).split('---')[0] ?? ''
    expect(shown).toContain('http://my-shop.localhost:8080')
    expect(leaks(shown)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
