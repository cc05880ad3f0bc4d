// What the API server itself has counted of requests that it refused.
import type { Shell } from './shell.ts'

/** How often somebody lacked a permission, and which requests ended in 403, each since the API server started. */
export type Refused = { unauthorized: number; forbidden: Map<string, number> }

export function refusedSoFar({ must }: Shell): Refused {
  const lines = must('kubectl get --raw /metrics').split('\n')
  const sum = (pattern: RegExp) =>
    lines.filter((line) => pattern.test(line)).reduce((total, line) => total + Number(line.split(' ').at(-1)), 0)
  const names = lines.flatMap((line) => {
    const [, resource, verb] = /^apiserver_request_total\{code="403".*resource="(\w*)".*verb="(\w+)"/.exec(line) ?? []
    return verb === undefined ? [] : [`${verb} ${resource}`]
  })
  const counted = (name: string) => {
    const [verb, resource] = name.split(' ')
    return sum(new RegExp(`^apiserver_request_total\\{code="403".*resource="${resource}".*verb="${verb}"`))
  }
  return {
    unauthorized: sum(/^authorization_attempts_total\{result="(?!allowed)/),
    forbidden: new Map([...new Set(names)].map((name) => [name, counted(name)])),
  }
}

/** What was refused between the two, in words. */
export function refusedBetween(before: Refused, after: Refused): string[] {
  const more = [...after.forbidden].map(([name, count]) => [name, count - (before.forbidden.get(name) ?? 0)] as const)
  const unauthorized = after.unauthorized - before.unauthorized
  return [
    ...(unauthorized > 0 ? [`${unauthorized} without permission`] : []),
    ...more.filter(([, count]) => count > 0).map(([name, count]) => `${name}: ${count}`),
  ]
}
