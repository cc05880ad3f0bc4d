// Completion: what is offered is what the definitions say, in a real bash too.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandDefinition } from '../../cli/commands/definition.ts'
import { definitions, type Words } from '../../cli/commands/definitions.ts'
import { findCandidates } from '../../cli/completion/candidates.ts'
import { eventually } from '../support/eventually.ts'
import { openPlane, type Plane } from './plane.ts'
import { run } from './terminal.ts'

const all = Object.keys(definitions) as Words[]
const offered = (...typed: string[]) => findCandidates(typed).words.map(({ word }) => word)

describe('the candidates', () => {
  test.each(all)('lead to "%s" word by word, also behind help, and to its options', (words) => {
    const path = words.split(' ')
    for (const [index, word] of path.entries()) {
      expect(offered(...path.slice(0, index), word.slice(0, 2))).toContain(word)
      expect(offered('help', ...path.slice(0, index), '')).toContain(word)
    }
    const definition: CommandDefinition = definitions[words]
    expect(offered(...path, '--')).toEqual([...Object.keys(definition.options).map((name) => `--${name}`), '--help'])
  })

  test.each([
    [['list', '--status', 'F'], ['FAILED']],
    [
      ['list', '-o', ''],
      ['json', 'yaml', 'wide'],
    ],
    [['list', '--output=y'], ['--output=yaml']],
    [['list', '--q=a'], []],
    [['list', '--json', '--j'], []],
    [['list', '--q', ''], []],
    [['create', 'a', '--engine', 'w'], ['woocommerce']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['completion', 'bash', ''], []],
    [['admin', 'releases', 'add', 'folder', '-f', 'a', '--val'], ['--values']],
    [['admin', 'backup', ''], []],
    [['--profile', 'a', 'sho'], ['show']],
    [['--'], ['--profile', '--version', '--help']],
    [['nonsense', ''], []],
    [['toString', ''], []],
    [['valueOf', 'a', ''], []],
  ])('of %j are %j', (typed, words) => {
    expect(offered(...typed)).toEqual(words)
  })

  test('name stores where a command takes one, and nowhere else', () => {
    const asks = (...typed: string[]) => findCandidates(typed).stores
    expect([asks('show', ''), asks('show', '--json', 'my'), asks('show', '-o', 'yaml', 'my')]).toEqual([
      true,
      true,
      true,
    ])
    expect([asks('show', 'a', ''), asks('show', '--'), asks('list', ''), asks('cancel', '')]).toEqual(
      Array(4).fill(false),
    )
  })

  test('begin with what is typed, whatever that is', () => {
    const word = fc.oneof(fc.constantFrom(...all.flatMap((one) => one.split(' ')), '--', '-o', ''), fc.string())
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (typed) => {
        for (const candidate of offered(...typed)) expect(candidate.startsWith(typed.at(-1) ?? '')).toBe(true)
      }),
    )
  })
})

describe('in bash', () => {
  let plane: Plane
  let folder: string
  beforeAll(async () => {
    plane = await openPlane()
    folder = mkdtempSync(join(tmpdir(), 'storeplane-completion-'))
    const program = resolve('dist/storeplane.mjs')
    expect(existsSync(program)).toBe(true)
    writeFileSync(join(folder, 'storeplane'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
    chmodSync(join(folder, 'storeplane'), 0o755)
    for (const name of ['my-shop', 'my-other-shop'])
      await run(['create', name, '--engine', 'woocommerce'], {
        environment: { STOREPLANE_URL: plane.url },
        directory: '/',
      })
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await plane.stop()
  })

  /** Sources the script as a person does, and asks as bash does at a TAB behind each of the lines. */
  async function complete(...lines: string[][]): Promise<string[]> {
    const asks = lines.map((words) => {
      const quoted = ['storeplane', ...words].map((word) => `'${word}'`).join(' ')
      return `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _storeplane; echo "\${COMPREPLY[*]}"`
    })
    const script = ['set -eu', 'source <(storeplane completion bash)', 'complete -p storeplane', ...asks].join('\n')
    const env = { PATH: `${folder}:${process.env['PATH']}`, HOME: folder, STOREPLANE_URL: plane.url }
    const child = spawn('bash', ['--norc', '-c', script], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
    const code = await new Promise((ended) => child.on('close', ended))
    expect([code, output]).toEqual([0, expect.stringContaining('complete -o default -F _storeplane storeplane')])
    return output.trimEnd().split('\n').slice(1)
  }

  test('words, options, choices behind "=", and names of stores are completed', async () => {
    const found = await complete(['adm'], ['list', '--output', '=', 'y'], ['show', 'my-'], ['delete', 'my-s'])
    expect(found).toEqual(['admin', 'yaml', 'my-other-shop my-shop', 'my-shop'])
  })

  test('what a server says of a store reaches no terminal as a control character', async () => {
    const store = { name: 'my-shop', engine: 'a\u001b[2J\tb', status: 'READY' }
    const names = [store, { ...store, name: 'my-$(reboot)' }, { ...store, name: 'my-\u001b' }]
    const hostile = createServer((_, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ stores: names, next_cursor: null }))
    }).listen(0, '127.0.0.1')
    await eventually(() => hostile.listening)
    const environment = { STOREPLANE_URL: `http://127.0.0.1:${(hostile.address() as AddressInfo).port}` }
    const { printed } = await run(['__complete', 'show', 'my-'], { environment, directory: '/' })
    expect(printed).toBe('my-shop\ta\\u001b[2J\\u0009b, READY\n')
    await new Promise((closed) => hostile.close(closed))
  })

  test('nothing is said where the API does not answer', async () => {
    const environment = { STOREPLANE_URL: 'http://127.0.0.1:1' }
    expect(await run(['__complete', 'show', 'my-'], { environment, directory: '/' })).toMatchObject({
      code: 0,
      printed: '',
      noted: '',
    })
  })
})
