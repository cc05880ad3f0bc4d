// The binary is found as a shell would find it, and says its version whichever Helm it is.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findHelmBinary } from '../../../shared/helm/find-helm.ts'
import { helmVersion } from '../../../shared/helm/helm-version.ts'
import { type FakeHelm, fakeHelm } from './fixtures/processes.ts'

const fakes: FakeHelm[] = []
afterEach(() => {
  for (const fake of fakes.splice(0)) fake.remove()
})

function fake(): FakeHelm {
  const made = fakeHelm('exit 0')
  fakes.push(made)
  return made
}

describe('findHelmBinary', () => {
  it('takes the first executable file on the path', () => {
    const [first, second] = [fake(), fake()]
    expect(findHelmBinary(`/nowhere::${first.folder}:${second.folder}`)).toBe(first.binary)
  })

  it('passes over folders and files that are not executable', () => {
    const { folder, binary } = fake()
    mkdirSync(join(folder, 'a/helm'), { recursive: true })
    mkdirSync(join(folder, 'b'))
    writeFileSync(join(folder, 'b/helm'), '', { mode: 0o644 })
    expect(findHelmBinary(`${folder}/a:${folder}/b:${folder}`)).toBe(binary)
    expect(findHelmBinary(`${folder}/a:${folder}/b`)).toBeUndefined()
    expect(findHelmBinary('')).toBeUndefined()
  })

  it('takes an override as it is, and nothing else when that is not there', () => {
    const { folder, binary } = fake()
    expect(findHelmBinary('', binary)).toBe(binary)
    expect(findHelmBinary(folder, '/nowhere/helm')).toBeUndefined()
  })
})

describe('helmVersion', () => {
  it('is what the real Helm says', async () => {
    const binary = process.env['STOREPLANE_TEST_HELM'] ?? ''
    expect(await helmVersion(binary, { HOME: dirname(binary) })).toMatch(/^v[34]\.\d+\.\d+/)
  })

  it('rejects when the binary does not run', async () => {
    await expect(helmVersion('/nowhere/helm', {})).rejects.toThrow()
  })
})
