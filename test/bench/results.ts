// The file of results: what was measured, when and on what kind of machine; one entry per measure, replaced by its next run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const round = z.object({ value: z.number(), beside: z.number().optional() })
const limit = z.object({ of: z.string(), carries: z.string(), givesAt: z.string().nullable(), what: z.string() })

const entry = z.object({
  date: z.string(),
  seconds: z.number(),
  quick: z.boolean(),
  machine: z.object({ cores: z.number(), memoryGiB: z.number(), node: z.string(), helm: z.string() }),
  rounds: z.record(z.string(), z.array(round)),
  limits: z.array(limit).optional(),
  notes: z.array(z.string()).optional(),
  /** Why it did not come to its end. */
  failure: z.string().optional(),
})
const results = z.object({ measures: z.record(z.string(), entry) })

export type Entry = z.infer<typeof entry>
export type Machine = Entry['machine']
export type Results = z.infer<typeof results>

/** Throws with the path where the file holds something else. */
export function readResults(file: string): Results {
  if (!existsSync(file)) return { measures: {} }
  const parsed = results.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file} holds no results of npm run bench: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Four digits are more than any round is good for. */
export function writeResults(file: string, { measures }: Results): void {
  const sorted = Object.fromEntries(Object.entries(measures).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value
  const text = JSON.stringify({ measures: sorted }, rounded, 1)
  // A round on one line: what changes from run to run is then as long as there are rounds.
  writeFileSync(file, `${text.replace(/\{\s+("value": [^\n,}]+)(?:,\s+("beside": [^\n}]+))?\s+\}/g, joinRound)}\n`)
}

function joinRound(_: string, value: string, beside: string | undefined): string {
  return `{ ${beside === undefined ? value : `${value}, ${beside}`} }`
}
