// Bundles each program by itself, and again whenever a file of it changes.
import { context, type Plugin } from 'esbuild'
import { bundleOptions, copyNativeParts } from '../build-programs.ts'
import { dashboardPlugin } from './dashboard-plugin.ts'

const entryPoints = {
  sandbox: 'sandbox/main.ts',
  functions: 'functions/main.ts',
  poller: 'poller/process/main.ts',
}
export type ProgramName = keyof typeof entryPoints
const names = Object.keys(entryPoints) as ProgramName[]

type Options = { outdir: string; onChange: (name: ProgramName) => void; say: (line: string) => void }

/** Resolves when all are built; `onChange` is called after each later build that succeeds. Rejects where a first build fails. */
export async function watchPrograms({ outdir, onChange, say }: Options): Promise<{ dispose(): Promise<void> }> {
  const watched = await Promise.all(names.map(watchOne))
  const dispose = async () => {
    await Promise.all(watched.map((one) => one.context.dispose()))
  }
  try {
    await Promise.all(watched.map((one) => one.firstBuild))
  } catch (error) {
    await dispose()
    throw error
  }
  copyNativeParts(outdir)
  return { dispose }

  async function watchOne(name: ProgramName) {
    const first = deferred()
    const opened = await context({
      ...bundleOptions({ outdir }),
      entryPoints: { [name]: entryPoints[name] },
      plugins: [dashboardPlugin, reportTo(name, first)],
    })
    await opened.watch()
    return { context: opened, firstBuild: first.promise }
  }

  function reportTo(name: ProgramName, first: Deferred): Plugin {
    let builds = 0
    return {
      name: 'report',
      setup(build) {
        build.onEnd(({ errors }) => {
          builds += 1
          if (builds === 1)
            return errors.length === 0 ? first.resolve() : first.reject(new Error(`${name} was not built`))
          if (errors.length === 0) onChange(name)
          else say(`dev: ${name} was not built; what runs is the build before`)
        })
      },
    }
  }
}

type Deferred = { promise: Promise<void>; resolve(): void; reject(error: Error): void }

function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> = { resolve: () => {}, reject: () => {} }
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle }
}
