// Can the stores of a release in use follow a new one? Not where an immutable field changes.
import type { Engine } from '../../../shared/engines/index.ts'
import type { Rendering } from '../../../shared/helm/render-chart.ts'
import { type ImmutableChange, immutableChanges } from '../../../shared/releases/checks/immutable-fields.ts'
import type { UsedRelease } from '../../../shared/releases/index.ts'
import { describeValue } from './describe-value.ts'
import { offeredEngines, type Renderer } from './open-renderer.ts'

/** What it cannot be compared with refuses nothing and is told: what Helm cannot render it has not installed either. */
export type Compared = { faults: string[]; problems: string[] }

export async function compareWithUsed(
  renderer: Renderer,
  used: UsedRelease,
  renderings: ReadonlyMap<Engine, Rendering>,
): Promise<Compared> {
  const release = await renderer.unpack(used.digest)
  if ('problem' in release) return { faults: [], problems: [release.problem] }
  const compared: Compared = { faults: [], problems: [] }
  for (const engine of offeredEngines(release)) {
    const after = renderings.get(engine)
    if (after === undefined) continue
    const before = await renderer.render(release, engine)
    if ('problem' in before) {
      compared.problems.push(`${engine}: ${before.problem}`)
      continue
    }
    const changes = immutableChanges(before.objects, after.objects)
    compared.faults.push(...changes.map((change) => describe(change, engine, used)))
  }
  return compared
}

function describe({ object, path, before, after }: ImmutableChange, engine: Engine, { name, stores }: UsedRelease) {
  const users = `${stores} ${stores === 1 ? 'store has' : 'stores have'}`
  return `${engine}: ${object}: ${path} cannot change, and does: ${describeValue(before)} in ${name}, which ${users}, ${describeValue(after)} in this one`
}
