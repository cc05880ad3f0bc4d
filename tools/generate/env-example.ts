// .env.example: every variable with its default, commented out.
import type { Variable } from '../../shared/config/variable.ts'
import { groups } from '../../shared/config/variables/index.ts'

const introduction = `# Written by \`npm run generate\`. Every variable with its default: copy this file to .env and remove "# " before what you change.
# Only the poller's STORE_SECRET_KEY must be set. docs/configuration.md says which program reads what.
`

export function envExample(): string {
  const parts = groups.map(({ variables }) => Object.entries(variables).map(linesOf).join(''))
  return [introduction, ...parts].join('\n')
}

function linesOf([
  name,
  {
    default: usual = '',
    meaning,
    shape: { form, hint },
  },
]: [string, Variable]): string {
  const value = hint === undefined ? form : `${form}; ${hint}`
  return `# ${meaning.replaceAll('`', '')} Value: ${value}.\n# ${name}=${usual}\n`
}
