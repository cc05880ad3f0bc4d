// docs/configuration.md: every variable, from the table that the programs parse by.
import type { Reader, Variable } from '../../shared/config/variable.ts'
import { groups } from '../../shared/config/variables/index.ts'
import { markdownTable } from './table.ts'

const introduction = `<!-- written by \`npm run generate\` from shared/config/variables/ -->
# Configuration

Every program reads \`.env\` of its working directory and the environment; the environment wins. Programs ignore each other's variables, so one \`.env\` serves all;
[\`.env.example\`](../.env.example) holds all of them with their defaults. An empty variable counts as not set. Seconds may be fractions.

A program lists all faults at once, each with the variable's name and the cure, and exits with code 2. \`--help\` of each program lists the variables that it reads.

A variable whose name ends in \`_KEY\` or \`_TOKEN\` can be given as a file instead: \`STORE_SECRET_KEY_FILE=/run/secrets/key\`. Only the poller requires one:
\`STORE_SECRET_KEY\`. Make it with

<!-- not run: the same command stands in first-steps.md and is run from there -->
\`\`\`sh
node -e "console.log(require('node:crypto').randomBytes(32).toString('base64'))"
\`\`\`
`

export function configurationPage(): string {
  const tables = groups.map(({ title, variables }) => {
    const rows = Object.entries(variables).map(([name, variable]) => rowOf(name, variable))
    return `\n## ${title}\n\n${markdownTable(['variable', 'default', 'read by', 'meaning', 'value'], rows)}`
  })
  return `${introduction}${tables.join('')}`
}

function rowOf(name: string, variable: Variable): string[] {
  const { readBy, shape, meaning, example } = variable
  return [`\`${name}\``, defaultOf(variable), readBy.map(readerOf).join(', '), meaning, `${shape.form}: \`${example}\``]
}

function defaultOf(variable: Variable): string {
  if (variable.default !== undefined) return `\`${variable.default}\``
  return variable.requiredBy === undefined
    ? 'not set'
    : `none; required by ${variable.requiredBy.map(readerOf).join(', ')}`
}

function readerOf(reader: Reader): string {
  return reader.startsWith('admin') ? `\`storeplane ${reader}\`` : reader
}
