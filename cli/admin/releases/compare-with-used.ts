// Can the stores of a release in use follow a new one? Not where an immutable field changes.
import type { Engine } from '../../../shared/engines/index.ts'
import type { Rendering } from '../../../shared/helm/render-chart.ts'
import { type ImmutableChange, immutableChanges } from '../../../shared/releases/checks/immutable-fields.ts'
import type { UsedRelease } from '../../../shared/releases/index.ts'
import { describeValue } from './describe-value.ts'
import { offeredEngines, type Problem, type Renderer } from './open-renderer.ts'

/** A release that cannot be rendered has installed nothing that could stand in the way: it is told, and refuses nothing. */
export async function compareWithUsed(
  renderer: Renderer,
  used: UsedRelease,
  renderings: ReadonlyMap<Engine, Rendering>,
): Promise<{ faults: string[] } | Problem> {
  const release = await renderer.unpack(used.digest)
  if ('problem' in release) return release
  const faults: string[] = []
  for (const engine of offeredEngines(release)) {
    const after = renderings.get(engine)
    if (after === undefined) continue
    const before = await renderer.render(release, engine)
    if ('problem' in before) return before
    faults.push(...immutableChanges(before.objects, after.objects).map((change) => describe(change, engine, used)))
  }
  return { faults }
}

function describe({ object, path, before, after }: ImmutableChange, engine: Engine, { name, stores }: UsedRelease) {
  const users = `${stores} ${stores === 1 ? 'store has' : 'stores have'}`
  return `${engine}: ${object}: ${path} cannot change, and does: ${describeValue(before)} in ${name}, which ${users}, ${describeValue(after)} in this one`
}
