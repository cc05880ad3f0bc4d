// The command line: reads the environment, runs one command, exits with its code.
import { readEnvironment } from '../shared/config/environment.ts'
import { readEnvFile } from '../shared/config/read-env-file.ts'
import { describeError, ExitError } from '../shared/errors.ts'
import { printable } from '../shared/printable.ts'
import { folderChoosesServer } from './profiles/folder-chooses-server.ts'
import { runCommand } from './run-command.ts'
import { openTerminal } from './terminal.ts'

// A reader such as `head` that has seen enough is no fault.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(0)
  process.stderr.write(`storeplane: the output cannot be written (${message})\n`)
  process.exit(1)
})

try {
  const directory = process.cwd()
  const file = readEnvFile(directory)
  const context = openTerminal(readEnvironment(process.env, directory, file), directory)
  const mixed = folderChoosesServer(process.env, file)
  process.exitCode = await runCommand(process.argv.slice(2), { ...context, folderChoosesServer: mixed })
} catch (error) {
  process.stderr.write(`storeplane: ${printable(error instanceof ExitError ? error.message : describeError(error))}\n`)
  process.exitCode = error instanceof ExitError ? error.exitCode : 1
}
