// storeplane admin releases, with real Helm, on a database of their own.
import { delimiter, dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addRelease, newRelease, readContent } from '../../shared/releases/index.ts'
import { type ChartFolder, makeChartFolder } from '../support/chart-folder.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { placeStore } from '../support/place-store.ts'
import { root } from '../support/process.ts'
import { run, type Terminal } from './terminal.ts'

let files: TestDatabase
let terminal: Terminal
let chart: ChartFolder
beforeAll(async () => {
  files = await makeDatabase()
  const PATH = [dirname(String(process.env['STOREPLANE_TEST_HELM'])), process.env['PATH']].join(delimiter)
  terminal = {
    environment: { DATABASE_URL: `sqlite:///${files.file}`, PATH, HOME: files.folder, TMPDIR: files.folder },
    directory: files.folder,
  }
})
afterAll(() => files.remove())
beforeEach(async () => {
  chart = makeChartFolder()
  await files.database.write([
    { sql: 'DELETE FROM clusters' },
    { sql: 'UPDATE stores SET release = NULL, applied_release = NULL' },
    { sql: 'DELETE FROM pollers' },
    { sql: 'DELETE FROM releases' },
  ])
})
afterEach(() => chart.remove())

const releases = (...words: string[]) => run(['admin', 'releases', ...words], terminal)
const add = (name: string, ...words: string[]) => releases('add', chart.path, '--name', name, ...words)
const use = (release: string) => placeStore(files.database, { store: { release } })
const template = (text: string) => chart.write({ 'templates/shop.yaml': text })
const object = (kind: string, apiVersion: string, rest = '') => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: thing
${rest}`

describe('add', () => {
  test('keeps the chart of this repository with its values, under a name of its own, checked', async () => {
    const folder = join(root, 'helm/store')
    const words = ['-f', join(folder, 'values.yaml'), '--values', join(folder, 'values-local.yaml'), '--json']
    const { code, printed, noted } = await releases('add', folder, ...words)
    expect([code, noted]).toEqual([0, ''])
    expect(JSON.parse(printed)).toMatchObject({
      name: expect.stringMatching(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/),
      chart: { name: 'store' },
      compared_with: [],
    })
    expect((await releases('list')).printed).toMatch(/ checked +- +0 +operator +/)
  })

  test('checks a content that is a release already, which keeps its name, and refuses to give it a second one', async () => {
    await add('first')
    await files.database.write([{ sql: 'UPDATE releases SET checked = 0' }])
    expect((await releases('list')).printed).toContain('not checked')
    expect((await releases('show', 'first')).printed).toMatch(/checked +not checked: registered by a poller/)
    expect((await releases('add', chart.path)).printed).toMatch(/^name +first\n/)
    expect((await releases('show', 'first')).printed).toMatch(/checked +checked\n/)
    expect(await add('second')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('is the release first already'),
    })
  })

  test('takes the values files in their order, relative to the working directory', async () => {
    const { path } = makeChartFolder({ 'a.yaml': 'colour: green\n', 'b.yaml': 'colour: blue\n' })
    const there = { ...terminal, directory: path }
    expect(
      (await run(['admin', 'releases', 'add', chart.path, '-f', 'a.yaml', '-f', 'b.yaml', '--name', 'two'], there))
        .code,
    ).toBe(0)
    expect((await releases('show', 'two', '--values')).printed).toBe(
      '# a.yaml\ncolour: green\n# b.yaml\ncolour: blue\n',
    )
  })

  test.each<[string, string[], number, RegExp]>([
    ['a name that another release has', ['--name', 'taken'], 1, /another release has the name taken/],
    ['a name that could not be part of a path', ['--name', 'a/b'], 2, /--name must be 1 to 63 letters/],
    ['an empty name', ['--name', ''], 2, /--name must be/],
    ['a values file that is not there', ['-f', 'no.yaml'], 1, /no\.yaml cannot be read \(ENOENT\)/],
  ])('refuses %s', async (_, words, code, reason) => {
    const { path, remove } = makeChartFolder({ 'values.yaml': 'colour: other\n' })
    await releases('add', path, '--name', 'taken')
    remove()
    expect(await releases('add', chart.path, ...words)).toMatchObject({
      code,
      printed: '',
      noted: expect.stringMatching(reason),
    })
  })

  test('refuses a folder that is no chart, and values that are no YAML', async () => {
    expect(await releases('add', files.folder)).toMatchObject({
      code: 1,
      noted: expect.stringContaining('no Chart.yaml'),
    })
    chart.write({ 'values.yaml': 'a: [' })
    expect(await add('bad')).toMatchObject({ code: 1, noted: expect.stringContaining('values.yaml is not valid YAML') })
  })

  const refused: [string, string, RegExp][] = [
    ['a template that cannot be rendered', '{{ fail "no such thing" }}', /no such thing/],
    ['what is no object', 'a: b', /without apiVersion, kind or metadata/],
    [
      'what the chart makes up anew each time',
      object('Secret', 'v1', 'stringData:\n  password: {{ randAlphaNum 20 }}\n'),
      /: Secret thing: stringData\.password differs between two renderings with the same input\n/,
    ],
    [
      'hooks and objects that are not in its namespace, all of them at once',
      [
        object('Job', 'batch/v1', '  annotations:\n    helm.sh/hook: post-install\n'),
        object('ClusterRole', 'rbac.authorization.k8s.io/v1'),
        object('ConfigMap', 'v1', '  namespace: kube-system\n'),
      ].join('---\n'),
      /ConfigMap thing: metadata\.namespace is kube-system[\s\S]*ClusterRole thing: kind is cluster-wide[\s\S]*Job thing: metadata\.annotations has helm\.sh\/hook/,
    ],
  ]
  test.each(refused)('refuses %s, and keeps nothing', async (_, text, reason) => {
    template(text)
    expect(await add('bad')).toMatchObject({ code: 1, printed: '', noted: expect.stringMatching(reason) })
    expect((await releases('list')).noted).toContain('No release yet')
  })

  test('refuses a definition of custom resources, which Helm keeps beside the templates', async () => {
    chart.write({ 'crds/thing.yaml': object('CustomResourceDefinition', 'apiextensions.k8s.io/v1') })
    expect(await add('bad')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('CustomResourceDefinition thing: kind is cluster-wide'),
    })
  })
})

describe('against the releases in use', () => {
  const deployment = (label: string, image = 'x') =>
    object('Deployment', 'apps/v1', `spec: {selector: {matchLabels: {app: ${label}}}, template: {image: ${image}}}\n`)

  test('a field that cannot change is refused, with object, field, both values and the stores that have it', async () => {
    template(deployment('one'))
    await add('old')
    template(deployment('two'))
    expect((await add('unused')).code).toBe(0)
    await releases('remove', 'unused')
    await use('old')
    expect(await add('new')).toMatchObject({
      code: 1,
      printed: '',
      noted: expect.stringMatching(
        /: Deployment thing: spec\.selector\.matchLabels\.app cannot change, and does: "one" in old, which 1 store has, "two" in this one\n/,
      ),
    })
    template(deployment('one', 'y'))
    expect(await add('new')).toMatchObject({ code: 0, printed: expect.stringMatching(/compared with +old\n/) })
  })

  test('one of which an engine cannot be rendered is compared for the others, and told', async () => {
    const selector = (label: string) => deployment(`"${label}-{{ .Values.store.engine }}"`)
    template(`${selector('one')}{{ if eq .Values.store.engine "medusa" }}{{ fail "not yet" }}{{ end }}`)
    const content = readContent({ chartPath: chart.path, valuesFiles: [] })
    await addRelease(files.database, 'half', newRelease(content, { name: 'store', version: '1.0.0' }))
    await use('half')
    template(selector('one'))
    const added = await add('whole')
    expect(added).toMatchObject({
      code: 0,
      noted: expect.stringMatching(/not compared with the release half: medusa: .*not yet/),
    })
    template(selector('two'))
    expect(await add('other')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('spec.selector.matchLabels.app'),
    })
  })

  test("a release in use that cannot be rendered has installed nothing: it is told, and stands in nobody's way", async () => {
    await add('old')
    await use('old')
    await files.database.write([{ sql: "UPDATE releases SET content = 'x', digest = 'gone' WHERE name = 'old'" }])
    template(deployment('two'))
    expect(await add('new')).toMatchObject({
      code: 0,
      noted: expect.stringContaining('not compared with the release old: its content cannot be uncompressed'),
    })
  })
})

describe('diff', () => {
  test('shows values and what is rendered, each change once, objects that one side lacks, and long texts by their first line', async () => {
    chart.write({
      'templates/long.yaml': `${object('ConfigMap', 'v1')}data:\n  text: |\n    one\n    {{ .Values.colour }}\n    three\n`,
    })
    await add('a')
    chart.write({ 'values.yaml': 'colour: blue\nmore: {deep: [1, 2]}\nmedusa: {image: "example.org/medusa:2"}\n' })
    template('')
    chart.write({ 'templates/fresh.yaml': object('Service', 'v1') })
    await add('b')
    const { code, printed } = await releases('diff', 'a', 'b')
    expect(code).toBe(0)
    const [values = '', ...rendered] = printed.trimEnd().split('\n\n')
    expect(values).toBe('Values\n  colour: "red" → "blue"\n  more: nothing → {"deep":[1,2]}')
    expect(rendered).toHaveLength(2)
    expect(rendered[0]).toMatch(
      /^Rendered for \w+\n {2}ConfigMap shop: only in the first\n {2}Service thing: only in the second\n/,
    )
    expect(rendered[0]).toContain('\n  ConfigMap thing: data.text: 3 lines → 3 lines; line 2: "red" → "blue"')
  })

  test('is empty for a release and itself, and JSON for programs', async () => {
    await add('a')
    expect((await releases('diff', 'a', 'a')).printed.match(/no difference/g)).toHaveLength(3)
    chart.write({ 'values.yaml': 'colour: blue\n' })
    await add('b')
    expect(JSON.parse((await releases('diff', 'a', 'b', '--json')).printed)).toMatchObject({
      values: [{ path: 'colour', before: 'red', after: 'blue' }, { path: 'medusa' }],
      rendered: [{ difference: { changed: [{ object: 'ConfigMap shop', path: 'data.colour' }] } }, {}],
    })
  })

  test('names the release that there is not', async () => {
    expect(await releases('diff', 'a', 'b')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('no release "a"'),
    })
  })
})

describe('set-default and remove', () => {
  test('the default is set, shown, kept from removal, and given back', async () => {
    await add('a')
    chart.write({ 'values.yaml': 'colour: blue\n' })
    await add('b')
    expect(await releases('set-default', 'a')).toMatchObject({ code: 0, printed: 'a is the default\n' })
    expect((await releases('list')).printed).toMatch(/\na +store 1\.2\.3 +checked +default +0 /)
    expect(JSON.parse((await releases('list', '--json')).printed).releases).toMatchObject([
      { name: 'b', default: false },
      { name: 'a', default: true, checked: true, stores: 0, actor: 'operator' },
    ])
    expect(await releases('remove', 'a')).toMatchObject({ code: 1, noted: expect.stringContaining('a is the default') })
    expect(await releases('set-default', '--auto')).toMatchObject({
      code: 0,
      printed: 'a: the default follows the pollers\n',
    })
    expect(await releases('set-default', 'nope')).toMatchObject({ code: 1 })
    expect(await releases('set-default')).toMatchObject({ code: 2 })
    expect(await releases('set-default', 'a', '--auto')).toMatchObject({ code: 2 })
  })

  test('with several clusters each has its own: the command asks for one, and names it', async () => {
    await add('a')
    chart.write({ 'values.yaml': 'colour: blue\n' })
    await add('b')
    const known = ['north', 'south'].map((name) => ({
      sql: 'INSERT INTO clusters (name, created_at) VALUES (?, 1)',
      args: [name],
    }))
    await files.database.write(known)
    for (const words of [['a'], ['--auto']])
      expect(await releases('set-default', ...words)).toMatchObject({
        code: 2,
        noted: expect.stringContaining('name one with --cluster: north, south'),
      })
    expect(await releases('set-default', 'a', '--cluster', 'west')).toMatchObject({
      code: 2,
      noted: expect.stringContaining('there is no cluster "west"; this database knows north, south'),
    })
    expect((await releases('set-default', 'a', '--cluster', 'north')).printed).toBe(
      'a is the default of the cluster north\n',
    )
    const environment = { ...terminal.environment, CLUSTER_NAME: 'south' }
    expect((await run(['admin', 'releases', 'set-default', 'b'], { ...terminal, environment })).printed).toBe(
      'b is the default of the cluster south\n',
    )
    expect((await releases('list')).printed).toMatch(
      /\nb +store 1\.2\.3 +checked +south +0 [\s\S]*\na +store 1\.2\.3 +checked +north +0 /,
    )
    expect((await releases('show', 'a')).printed).toMatch(/default +yes: new stores of the cluster north get it\n/)
    expect(JSON.parse((await releases('list', '--json')).printed).releases).toMatchObject([
      { name: 'b', default: true, default_for: ['south'] },
      { name: 'a', default: true, default_for: ['north'] },
    ])
    expect((await releases('remove', 'b')).noted).toContain(
      'b is the default of south; make another one the default there first',
    )
    expect((await releases('set-default', '--auto', '--cluster', 'north')).printed).toBe(
      'a: the default of the cluster north follows the pollers\n',
    )
  })

  test('the only cluster need not be named, whatever its name is', async () => {
    await add('a')
    await files.database.write([{ sql: "INSERT INTO clusters (name, created_at) VALUES ('north', 1)" }])
    expect((await releases('set-default', 'a')).printed).toBe('a is the default\n')
    expect((await releases('list')).printed).toMatch(/checked +north +0 /)
  })

  test('a release that was not checked may be the default, and is said to be so', async () => {
    await add('a')
    await files.database.write([{ sql: 'UPDATE releases SET checked = 0' }])
    expect((await releases('set-default', 'a')).noted).toContain('a was not checked')
  })

  test('a release that stores use is not removed, and it is said how many; one that nobody uses is', async () => {
    await add('a')
    await use('a')
    await use('a')
    expect(await releases('remove', 'a')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('2 stores use the release a'),
    })
    await files.database.write([{ sql: 'UPDATE stores SET release = NULL' }])
    expect(await releases('remove', 'a')).toMatchObject({ code: 0, printed: 'a is removed\n' })
    expect(await releases('remove', 'a')).toMatchObject({ code: 1, noted: expect.stringContaining('no release "a"') })
  })
})

describe('show', () => {
  test('prints the files, and JSON with the values', async () => {
    await add('a', '-f', join(chart.path, 'values.yaml'))
    const { printed } = await releases('show', 'a')
    expect(printed).toMatch(/values +values\.yaml\n[\s\S]*\n\nFILE +BYTES\nChart\.yaml +\d+\n/)
    expect(JSON.parse((await releases('show', 'a', '--json')).printed)).toMatchObject({
      files: expect.arrayContaining([{ file: 'templates/shop.yaml', bytes: expect.any(Number) }]),
      values: [{ file: 'values.yaml', text: expect.stringContaining('colour: red') }],
    })
  })

  test('ends with 1 for a content that is damaged, and for a release that there is not', async () => {
    await add('a')
    await files.database.write([{ sql: `UPDATE releases SET content = 'x'` }])
    expect(await releases('show', 'a')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('cannot be uncompressed'),
    })
    expect(await releases('show', 'b')).toMatchObject({ code: 1, noted: expect.stringContaining('no release "b"') })
  })
})

test('without Helm, add and diff say how it is had, with 2', async () => {
  const bare = { ...terminal, environment: { ...terminal.environment, PATH: '/nowhere' } }
  expect(await run(['admin', 'releases', 'add', chart.path], bare)).toMatchObject({
    code: 2,
    noted: expect.stringContaining('Helm CLI not found'),
  })
})
