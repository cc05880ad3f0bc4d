// Part of `--check`: can the chart be a release, and does Helm render a store of each engine from it?
import type { Environment } from '../../shared/config/environment.ts'
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import { type Engine, engines } from '../../shared/engines/index.ts'
import { readChart } from '../../shared/helm/chart.ts'
import { findHelmBinary } from '../../shared/helm/find-helm.ts'
import { renderChart } from '../../shared/helm/render-chart.ts'
import { ReleaseContentError, readContent } from '../../shared/releases/index.ts'

type Options = { config: Pick<PollerConfig, 'chartPath' | 'valuesFiles'>; environment: Environment }

export type ChartFound = { problem: string | null; found: string }

/** By the same steps as an install, so that what is well here is well there. Without a Helm the templates are not looked at. */
export async function checkChart({ config, environment }: Options): Promise<ChartFound> {
  const { problems, engines: offers, name, version } = readChart(config)
  const unfit = problems.length > 0 ? problems.join('; ') : contentProblem(config)
  if (unfit !== null) return { problem: unfit, found: '' }
  const binary = findHelmBinary(environment['PATH'] ?? '')
  const parts: string[] = []
  const faults = new Map<string, Engine[]>()
  for (const engine of engines) {
    const offer = offers[engine]
    const rendered =
      offer.available && binary !== undefined
        ? await renderChart({ ...config, binary, env: environment, engine })
        : null
    if (rendered !== null && 'problem' in rendered)
      faults.set(rendered.problem, [...(faults.get(rendered.problem) ?? []), engine])
    else parts.push(offer.available ? `${engine} available` : `${engine} not (${offer.reason})`)
  }
  const told = [...faults].map(([why, of]) => `Helm does not render a store of ${of.join(' and ')}: ${why}`)
  return {
    problem: told.length > 0 ? told.join('; ') : null,
    found: `${config.chartPath} ${name} ${version}; ${parts.join(', ')}`,
  }
}

function contentProblem(config: Options['config']): string | null {
  try {
    readContent(config)
    return null
  } catch (error) {
    if (error instanceof ReleaseContentError) return error.message
    throw error
  }
}
