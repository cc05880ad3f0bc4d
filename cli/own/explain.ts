// storeplane help: what --help of a command or of a family prints.
import { ExitError } from '../../shared/errors.ts'
import { buildProgram } from '../commands/build-program.ts'
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'

export const explain: Run<typeof definitions.help> = async ({ args }, context) => {
  let at = buildProgram(context, () => undefined)
  for (const word of args.COMMAND) {
    const next = at.commands.find((command) => command.name() === word)
    if (next === undefined)
      throw new ExitError(2, `there is no command "${args.COMMAND.join(' ')}"; storeplane help lists all`)
    at = next
  }
  at.outputHelp()
  return 0
}
