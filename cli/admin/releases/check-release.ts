// Checks a release before it is added: it renders twice the same, holds nothing that a store may not have, and can follow
// every release that stores use.
import type { Engine } from '../../../shared/engines/index.ts'
import { exampleNamespace, type Rendering } from '../../../shared/helm/render-chart.ts'
import { objectFaults } from '../../../shared/releases/checks/object-faults.ts'
import { unstableFields } from '../../../shared/releases/checks/unstable-fields.ts'
import { readUsedReleases, type UnpackedRelease } from '../../../shared/releases/index.ts'
import { compareWithUsed } from './compare-with-used.ts'
import { offeredEngines, type Renderer } from './open-renderer.ts'

export type Checked = {
  engines: Engine[]
  /** Sentences that name engine, object and field; empty when it can be added. */
  faults: string[]
  /** The releases in use that it was compared with for every engine, and why it was not with the others. */
  comparedWith: string[]
  notCompared: string[]
}

export async function checkRelease(
  renderer: Renderer,
  { digest, release }: { digest: string; release: UnpackedRelease },
): Promise<Checked> {
  const engines = offeredEngines(release)
  const checked: Checked = { engines, faults: [], comparedWith: [], notCompared: [] }
  const renderings = new Map<Engine, Rendering>()
  for (const engine of engines) {
    const { rendering, faults } = await checkEngine(renderer, release, engine)
    checked.faults.push(...faults.map((fault) => `${engine}: ${fault}`))
    if (rendering !== null) renderings.set(engine, rendering)
  }
  for (const used of await readUsedReleases(renderer.database)) {
    if (used.digest === digest) continue
    const { faults, problems } = await compareWithUsed(renderer, used, renderings)
    checked.faults.push(...faults)
    checked.notCompared.push(...problems.map((problem) => `${used.name}: ${problem}`))
    if (problems.length === 0) checked.comparedWith.push(used.name)
  }
  return checked
}

async function checkEngine(
  renderer: Renderer,
  release: UnpackedRelease,
  engine: Engine,
): Promise<{ rendering: Rendering | null; faults: string[] }> {
  const first = await renderer.render(release, engine)
  if ('problem' in first) return { rendering: null, faults: [first.problem] }
  const second = await renderer.render(release, engine)
  if ('problem' in second) return { rendering: null, faults: [second.problem] }
  const unstable = first.text === second.text ? [] : unstableFields(first.objects, second.objects)
  return { rendering: first, faults: [...unstable, ...objectFaults(first.objects, exampleNamespace)] }
}
