// The scenario in force: from the file, re-read when it changes, or put over HTTP; who is concerned is told.
import { readFileSync, statSync } from 'node:fs'
import { parseScenario } from './parse-scenario.ts'
import type { ApiRule, Fault, ForbidRule, IngressRule, Rule, Scenario } from './scenario.ts'

/** What a rule is held against. A pod lists itself and the controllers above it. */
export interface Subject {
  namespace: string
  identities: { kind: string; name: string }[]
  labels?: Record<string, string> | undefined
  image?: string
  container?: string
}

export interface ScenarioSource {
  current(): Scenario
  put(text: string): void
  onChange(listener: () => void): void
  /** The first rule with one of these faults that matches. */
  find(subject: Subject, ...faults: Fault[]): Rule | undefined
  /** Takes one use of the rule when it counts them. */
  apiRule(verb: string, path: string): ApiRule | undefined
  forbids(verb: string, resource: { key: string; plural: string }, namespace: string): ForbidRule | undefined
  ingressRule(host: string, path: string): IngressRule | undefined
  close(): void
}

const everyMs = 50

export function createScenarioSource(file: string | undefined, warn: (text: string) => void): ScenarioSource {
  let scenario = file ? parseScenario(readFileSync(file, 'utf8')) : {}
  let left = usesOf(scenario)
  const listeners = new Set<() => void>()

  const put = (text: string): void => {
    scenario = parseScenario(text)
    left = usesOf(scenario)
    for (const listener of listeners) listener()
  }
  const stopFollowing = file ? follow(file, put, warn) : () => {}

  return {
    current: () => scenario,
    put,
    onChange: (listener) => listeners.add(listener),
    find: (subject, ...faults) => scenario.rules?.find((rule) => faults.includes(rule.fault) && applies(rule, subject)),

    apiRule(verb, path) {
      const found = scenario.api?.find(
        (rule) => left.get(rule) !== 0 && matches(rule.match?.verb, verb) && matches(rule.match?.path, path),
      )
      const uses = found && left.get(found)
      if (found && uses !== undefined) left.set(found, uses - 1)
      return found
    },

    forbids: (verb, { key, plural }, namespace) =>
      scenario.forbid?.find(
        (rule) =>
          matches(rule.verb, verb) &&
          (matches(rule.resource, key) || matches(rule.resource, plural)) &&
          matches(rule.namespace, namespace),
      ),

    ingressRule: (host, path) =>
      scenario.ingress?.find((rule) => matches(rule.match?.host, host) && matches(rule.match?.path, path)),

    close: stopFollowing,
  }
}

const usesOf = (scenario: Scenario): Map<ApiRule, number> =>
  new Map((scenario.api ?? []).flatMap((rule) => (rule.count === undefined ? [] : [[rule, rule.count]])))

/** Polls, because fs.watch loses a file that an editor or a test replaces by renaming. */
function follow(file: string, put: (text: string) => void, warn: (text: string) => void): () => void {
  let seen = stamp(file)
  const timer = setInterval(() => {
    const now = stamp(file)
    if (now === seen) return
    seen = now
    try {
      put(readFileSync(file, 'utf8'))
    } catch (error) {
      warn(`${(error as Error).message}; the scenario before it stays in force`)
    }
  }, everyMs)
  return () => clearInterval(timer)
}

function stamp(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats ? `${stats.ino} ${stats.mtimeMs} ${stats.size}` : 'absent'
}

function applies({ match = {} }: Rule, subject: Subject): boolean {
  return (
    matches(match.namespace, subject.namespace) &&
    subject.identities.some(({ kind, name }) => matches(match.kind, kind) && matches(match.name, name)) &&
    (match.image === undefined || matches(match.image, subject.image ?? '')) &&
    (match.container === undefined || matches(match.container, subject.container ?? '')) &&
    Object.entries(match.labels ?? {}).every(([key, pattern]) => matches(pattern, subject.labels?.[key] ?? ''))
  )
}

/** `store-*` against `store-shop-a1b2c3`; no pattern matches everything. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '*') return true
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`, 's').test(text)
}
