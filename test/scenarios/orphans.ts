// `storeplane admin orphans`, as an operator runs it on a stage.
import { startProgram } from '../support/process.ts'
import type { Stage } from './stage.ts'

export async function orphans(
  { environment, folder }: Stage,
  ...args: string[]
): Promise<{ code: number | string; output: string }> {
  const program = startProgram('storeplane', ['admin', 'orphans', ...args], { cwd: folder, env: environment })
  return { code: await program.ended, output: program.output() }
}
