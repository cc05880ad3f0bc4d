// Builds all programs into dist/.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPrograms, buildSingleFunctions } from './build-programs.ts'

const outdir = join(dirname(fileURLToPath(import.meta.url)), '../dist')

await buildPrograms({ outdir })
await buildSingleFunctions({ outdir })
