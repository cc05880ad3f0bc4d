// Compares two releases: their values, and for each engine what Helm makes of them.
import { type Engine, engines } from '../../../shared/engines/index.ts'
import { readValues } from '../../../shared/helm/chart.ts'
import { type Difference, differences } from '../../../shared/releases/checks/differences.ts'
import { identityOf, type Manifest, titleOf } from '../../../shared/releases/checks/object.ts'
import type { UnpackedRelease } from '../../../shared/releases/index.ts'
import { offeredEngines, type Problem, type Renderer } from './open-renderer.ts'

export type ObjectDifference = Difference & { object: string }
/** `onlyBefore` and `onlyAfter`: objects that one of them does not have. */
export type RenderedDifference = { onlyBefore: string[]; onlyAfter: string[]; changed: ObjectDifference[] }
export type Comparison = {
  values: Difference[]
  /** An engine that neither offers is left out. */
  rendered: { engine: Engine; difference: RenderedDifference | Problem }[]
}

export async function compareReleases(
  renderer: Renderer,
  [before, after]: readonly [UnpackedRelease, UnpackedRelease],
): Promise<Comparison> {
  const offered = [offeredEngines(before), offeredEngines(after)].flat()
  const rendered: Comparison['rendered'] = []
  for (const engine of engines.filter((one) => offered.includes(one)))
    rendered.push({ engine, difference: await compareRendered(renderer, [before, after], engine) })
  return { values: differences(readValues(before), readValues(after)), rendered }
}

async function compareRendered(
  renderer: Renderer,
  [before, after]: readonly [UnpackedRelease, UnpackedRelease],
  engine: Engine,
): Promise<RenderedDifference | Problem> {
  const [old, fresh] = [await renderer.render(before, engine), await renderer.render(after, engine)]
  if ('problem' in old) return { problem: `the first cannot be rendered: ${old.problem}` }
  if ('problem' in fresh) return { problem: `the second cannot be rendered: ${fresh.problem}` }
  return compareObjects(old.objects, fresh.objects)
}

function compareObjects(before: readonly Manifest[], after: readonly Manifest[]): RenderedDifference {
  const [old, fresh] = [byIdentity(before), byIdentity(after)]
  return {
    onlyBefore: before.filter((object) => !fresh.has(identityOf(object))).map(titleOf),
    onlyAfter: after.filter((object) => !old.has(identityOf(object))).map(titleOf),
    changed: after.flatMap((object) => {
      const was = old.get(identityOf(object))
      if (was === undefined) return []
      return differences(was, object).map((one) => ({ object: titleOf(object), ...one }))
    }),
  }
}

function byIdentity(objects: readonly Manifest[]): Map<string, Manifest> {
  return new Map(objects.map((object) => [identityOf(object), object]))
}
