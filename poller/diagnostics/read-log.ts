// The last lines of the container that failed; of the instance that ended, where it waits for its next start.
import type { Store } from '../../shared/stores/index.ts'
import type { WorkDeps } from '../work-deps.ts'
import { bounded, type Clean, oneLine, type Section } from './section.ts'
import type { Target } from './target.ts'

const tailLines = 20

type Reading = { store: Store; target: Target; timeoutMs: number; clean: Clean }

/** Null where there is no container that could have written one. */
export async function readLog(
  { store, target: { pod, container }, timeoutMs, clean }: Reading,
  { cluster, config }: WorkDeps,
): Promise<Section | null> {
  if (container === null) return null
  if (!config.secretKeys.some(({ id }) => id === store.keyId))
    return none('the key of this store is not in STORE_SECRET_KEY, so that its credentials could not be hidden')
  const previous = container.state?.waiting !== undefined
  if (previous && container.lastState?.terminated === undefined) return none('it never started')
  const { namespace } = store
  const question = { namespace, pod: pod.metadata.name, container: container.name, tailLines, previous, timeoutMs }
  try {
    return present(await cluster.podLog(question), previous, clean)
  } catch (error) {
    return none(oneLine((error as Error).message, clean))
  }
}

/** No credential spans lines, so each line is cleaned by itself and none is lost to the bound of the whole. */
function present(text: string, previous: boolean, clean: Clean): Section {
  const written = text
    .split('\n')
    .flatMap((line) => clean(line).split('\n'))
    .map((line) => bounded(line.replaceAll('\t', '  ').trimEnd()))
  const lines = written.filter((line) => line !== '').slice(-tailLines)
  if (lines.length === 0) return none('it wrote nothing')
  return { title: `Last lines of its log${previous ? ', of the instance that ended' : ''}:`, lines }
}

function none(why: string): Section {
  return { title: `No log: ${why}`, lines: [] }
}
