// The chart installs what the definitions of the engines say: their parts and their credentials, and no engine more.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { engineOf, engines } from '../../shared/engines/index.ts'
import { chartFolder, render } from './chart.ts'

test('every engine has a file in the chart, and every such file an engine', () => {
  const files = readdirSync(join(chartFolder, 'templates/engines'))
  expect(files.sort()).toEqual(engines.map((engine) => `_${engine}.tpl`).sort())
})

test.each(engines)('a %s store gets the parts that a poller expects of it, and no others', (engine) => {
  const parts = render(engine).flatMap(({ kind, metadata }) => {
    if (kind === 'Ingress') return ['ingress']
    return ['Deployment', 'StatefulSet', 'Job'].includes(kind) ? [metadata.labels?.['app.kubernetes.io/component']] : []
  })
  expect(parts.sort()).toEqual(engineOf(engine).parts.toSorted())
})

test.each(engines)(
  'the Secret of a %s store has the credentials that the platform hands in, and no others',
  (engine) => {
    const secret = render(engine).find(({ kind }) => kind === 'Secret')
    expect(Object.keys(secret?.data ?? {}).sort()).toEqual(engineOf(engine).credentialPurposes.toSorted())
  },
)
