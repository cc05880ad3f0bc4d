// A command's arguments, checked: node's parser with our sentences and exit code.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { describeError, ExitError } from '../shared/errors.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Throws an ExitError with code 2; `names` are the positional arguments, all of them required. */
export function readArguments<const O extends Options, const N extends readonly string[]>(
  args: string[],
  { options, names }: { options: O; names: N },
) {
  const { values, positionals } = parse(args, options)
  const missing = names[positionals.length]
  if (missing !== undefined) throw new ExitError(2, `${missing} is missing; --help shows how`)
  if (positionals.length > names.length)
    throw new ExitError(2, `"${positionals[names.length]}" is one argument too many; --help shows how`)
  return { values, positionals: positionals as unknown as { [K in keyof N]: string } }
}

function parse<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new ExitError(2, `${describeError(error)}; --help shows how`)
  }
}
