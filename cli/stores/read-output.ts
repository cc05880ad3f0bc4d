// How an answer is printed: for people, or as JSON or YAML for programs.
import { ExitError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'

type Asked = { output?: string | undefined; json?: true | undefined }
export type Output = 'json' | 'yaml' | 'wide' | undefined

/** Throws an ExitError with code 2 where --json and another --output are given. */
export function readOutput({ output, json }: Asked): Output {
  if (json && output !== undefined && output !== 'json')
    throw new ExitError(2, `--json and --output ${output} exclude each other`)
  return json ? 'json' : (output as Output)
}

/** `describe` makes the text for people. */
export async function printAnswer(
  context: Context,
  { answer, output, describe }: { answer: unknown; output: Output; describe: () => string },
): Promise<void> {
  if (output === 'json') context.print(JSON.stringify(answer, null, 2))
  else if (output === 'yaml') context.print((await import('yaml')).stringify(answer).trimEnd())
  else context.print(describe())
}
