// What a measure is: figures, each a number beside what it is compared with, sampled in rounds of one run.

/** Round by round: the number itself and, where it is compared with something, that of the other in the same round. */
export type Round = { value: number; beside?: number | undefined }
export type Rounds = Record<string, Round[]>

/** `of: 'ratio'` is value / beside. */
export type Goal = { of: 'value' | 'ratio'; at: 'least' | 'most'; limit: number }

export type Figure = {
  id: string
  name: string
  unit: 'req/s' | 'ms' | 's' | 'MB' | 'MiB' | 'times' | 'requests' | 'statements' | 'stores/s' | 'µs'
  comparedWith?: string
  goals: Goal[]
  /** Shown only where a goal is missed. */
  miss?: { reason: string; next: string }
}

/** What carries up to where, and what gives then: one row of the table in docs/scaling.md. */
export type Limit = {
  of: string
  /** The most that held, with its unit. */
  carries: string
  /** What was tried next and did not hold; null where the search ended before anything gave. */
  givesAt: string | null
  /** What was seen to give, or to be the first to grow. */
  what: string
}

export type Outcome = { rounds: Rounds; limits?: Limit[]; notes?: string[] }

export type Measure = {
  /** `<group>.<name>`: what `--only` names, the group alone for all of it. */
  id: string
  title: string
  /** What is done, for docs/benchmarks.md: one or two sentences. */
  about: string
  deadlineMs: number
  /** Runs only where KUBECONFIG names a real cluster, and only when asked for by name. */
  needsCluster?: boolean
  figures: Figure[]
  run(bench: Bench): Promise<Outcome>
}

export type Bench = {
  /** A folder of this measure's own, removed afterwards. */
  folder: string
  /** Shorter and fewer rounds: shows that everything works, and nothing else. */
  quick: boolean
  helm: string
  signal: AbortSignal
  say(line: string): void
  /** Called when the measure has ended, however it did; the last one first. */
  defer(action: () => unknown): void
}
