// The table of failure codes at the top of docs/failure-codes.md.
import { failureCodes } from '../../shared/failure-codes.ts'
import { markdownTable } from './table.ts'

export function failureCodesTable(): string {
  const rows = Object.entries(failureCodes).map(([code, { meaning, cure }]) => [
    `[\`${code}\`](#${code})`,
    meaning,
    cure,
  ])
  return markdownTable(['code', 'what it means', 'what to do'], rows)
}
