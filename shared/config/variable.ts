// One variable of the configuration, as data: everything that a parser, a page or a --help needs to know of it.
import type { Shape } from './shape.ts'

/** Who reads variables. `admin` is `storeplane admin`. */
export type Reader = 'functions' | 'poller' | 'admin' | 'admin secret-keys' | 'storeplane'

export type Variable = {
  readBy: readonly Reader[]
  /** Those that do not start without it. */
  requiredBy?: readonly Reader[]
  /** In the form in which it would be written; absent where there is none. */
  default?: string
  shape: Shape<unknown>
  /** One or two plain sentences, in Markdown. */
  meaning: string
  /** A value that is not the default; faults name it too. */
  example: string
}
