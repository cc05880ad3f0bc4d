// Helm never outlives the poller, its wall clock or the caller's request; fake binaries, real processes.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { runSupervised } from '../../../shared/helm/supervise.ts'
import { eventually } from '../../support/eventually.ts'
import { type FakeHelm, fakeHelm, ignoresTerm, isRunning } from './fixtures/processes.ts'

const fakes: FakeHelm[] = []
afterEach(() => {
  for (const fake of fakes.splice(0)) fake.remove()
})

function fake(body: string): FakeHelm {
  const made = fakeHelm(body)
  fakes.push(made)
  return made
}

function run(binary: string, over: Partial<Parameters<typeof runSupervised>[0]> = {}) {
  const env = { PATH: process.env['PATH'] ?? '' }
  const signal = new AbortController().signal
  const limits = { timeoutMs: 20_000, graceMs: 200, maxOutputBytes: 1_000 }
  return runSupervised({ command: [binary], env, stdin: '', signal, ...limits, ...over })
}

describe('a supervised command', () => {
  it('gets its standard input whole and hands back its exit code and both streams', async () => {
    const stdin = JSON.stringify({ text: 'ü'.repeat(200_000) })
    const end = await run(fake('wc -c; echo trouble >&2; exit 3').binary, { stdin })
    expect(end).toMatchObject({ exitCode: 3, signal: null, stoppedBy: null, stderr: 'trouble\n' })
    expect(end.output).toContain(String(Buffer.byteLength(stdin)))
  })

  it('may leave its standard input unread', async () => {
    const end = await run(fake('exit 0').binary, { stdin: 'x'.repeat(1_000_000) })
    expect(end).toMatchObject({ exitCode: 0, stoppedBy: null })
  })

  it('sees no variable but those it was given, and no open lifeline', async () => {
    const body = 'for f in 3 4; do [ -e /dev/fd/$f ] && echo "open-$f"; done; env | cut -d= -f1'
    const { output } = await run(fake(body).binary)
    expect(output).toContain('PATH')
    expect(output).not.toMatch(/NODE|VITEST|HOME|open-/)
  })

  it('leaves only the last lines of a long output, each of them whole', async () => {
    const end = await run(fake('i=0; while [ $i -lt 3000 ]; do echo "zeile-ü-$i"; i=$((i+1)); done; echo end').binary)
    expect(Buffer.byteLength(end.output)).toBeLessThanOrEqual(1_000)
    expect(end.output).toMatch(/end\n$/)
    expect(end.output).toMatch(/^zeile-ü-\d+\n/)
  })

  it('ends at once on SIGTERM, long before the grace is over, and leaves no process behind', async () => {
    const slow = fake('touch "$FOLDER/up"; sleep 30')
    const caller = new AbortController()
    const ended = run(slow.binary, { signal: caller.signal, graceMs: 15_000 })
    await eventually(() => existsSync(join(slow.folder, 'up')))
    const asked = performance.now()
    caller.abort()
    expect(await ended).toMatchObject({ stoppedBy: 'caller' })
    expect(performance.now() - asked).toBeLessThan(5_000)
    await eventually(() => !slow.pids().some(isRunning))
  })

  it('is killed with its children after the grace when it ignores SIGTERM', async () => {
    const stubborn = fake(`sh -c 'trap "" TERM; echo $$ >>"'$FOLDER'/pids"; sleep 60; sleep 60' &\n${ignoresTerm}`)
    const caller = new AbortController()
    const ended = run(stubborn.binary, { signal: caller.signal, graceMs: 300 })
    await eventually(() => existsSync(join(stubborn.folder, 'up')) && stubborn.pids().length === 2)
    const asked = performance.now()
    caller.abort()
    expect(await ended).toMatchObject({ stoppedBy: 'caller', signal: 'SIGKILL' })
    expect(performance.now() - asked).toBeGreaterThanOrEqual(290)
    await eventually(() => !stubborn.pids().some(isRunning))
  })

  it('gets the whole grace to finish its own cleaning up', async () => {
    const careful = fake(
      `trap 'sleep 0.3; touch "$FOLDER/clean"; exit 1' TERM; touch "$FOLDER/up"; while :; do sleep 0.1; done`,
    )
    const caller = new AbortController()
    const ended = run(careful.binary, { signal: caller.signal, graceMs: 10_000 })
    await eventually(() => existsSync(join(careful.folder, 'up')))
    caller.abort()
    await ended
    expect(existsSync(join(careful.folder, 'clean'))).toBe(true)
  })

  it('is stopped by its wall clock', async () => {
    const end = await run(fake(ignoresTerm).binary, { timeoutMs: 200, graceMs: 100 })
    expect(end).toMatchObject({ stoppedBy: 'wall_clock' })
  })

  it('is not started when the caller has given up already', async () => {
    const never = fake('exit 0')
    expect(await run(never.binary, { signal: AbortSignal.abort() })).toMatchObject({ stoppedBy: 'caller' })
    expect(never.pids()).toEqual([])
  })

  it('that is not there ends with 127', async () => {
    expect(await run('/nowhere/helm')).toMatchObject({ exitCode: 127, stoppedBy: null })
  })

  it('is not disturbed by another one that is stopped', async () => {
    const caller = new AbortController()
    const slow = fake(ignoresTerm)
    const other = fake('while [ ! -e "$FOLDER/go" ]; do sleep 0.05; done; echo done')
    const stopped = run(slow.binary, { signal: caller.signal, graceMs: 100 })
    const finished = run(`${other.binary}`)
    await eventually(() => existsSync(join(slow.folder, 'up')) && other.pids().length === 1)
    caller.abort()
    expect(await stopped).toMatchObject({ stoppedBy: 'caller' })
    expect(other.pids().every(isRunning)).toBe(true)
    await run('/bin/sh', { command: ['/bin/sh', '-c', `touch ${other.folder}/go`] })
    expect(await finished).toMatchObject({ exitCode: 0, output: 'done\n' })
  })
})

describe('a poller killed with SIGKILL', () => {
  it.each([
    ['that ends on SIGTERM', 'touch "$FOLDER/up"; sleep 60', 1],
    ['that ignores SIGTERM', ignoresTerm, 1],
    ['of which two run', ignoresTerm, 2],
  ])('leaves no Helm behind %s', async (_, body, count) => {
    const slow = fake(body)
    const middle = fileURLToPath(new URL('./fixtures/poller-in-the-middle.ts', import.meta.url))
    const poller = spawn(process.execPath, ['--import', 'tsx', middle, slow.binary, '300', String(count)], {
      stdio: 'inherit',
    })
    try {
      await eventually(() => slow.pids().length === count && existsSync(join(slow.folder, 'up')), {
        deadlineMs: 20_000,
      })
      expect(slow.pids().every(isRunning)).toBe(true)
    } finally {
      poller.kill('SIGKILL')
    }
    await eventually(() => !slow.pids().some(isRunning), { what: 'the end of Helm' })
  })
})
