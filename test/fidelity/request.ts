// What a question to an API server is, and the namespace that all of them are about.

export type Request = {
  /** Unique: the recorded answer stands under it. */
  name: string
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `{name}` stands for what an earlier request captured under that name. */
  path: string
  headers?: Record<string, string>
  /** Objects go as JSON. */
  body?: unknown
  /** Names for values of the answer, by their JSON pointers. */
  capture?: Record<string, string>
  /** Asked again until this holds of the answer: what controllers do takes its time. */
  until?: (body: unknown, status: number) => boolean
  /** Of a list, only the entries whose name is here: a real cluster has many more. */
  only?: string[]
  /** The answer matters only in that it comes: such as making what later requests need. */
  silent?: boolean
}

export const namespace = 'fidelity'
