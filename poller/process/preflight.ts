// The cheap look before a tick: are Helm, chart and kubeconfig there at all? Nothing of them is loaded for it.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Environment } from '../../shared/config/environment.ts'
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import { ExitError } from '../../shared/errors.ts'
import { findHelmBinary } from '../../shared/helm/find-helm.ts'
import { expansionHint } from '../../shared/kubernetes/expansion-hint.ts'

export const helmMissing = 'Helm CLI not found: install Helm (https://helm.sh/docs/intro/install/) and put it on PATH'

/** Returns the path of Helm. Throws an ExitError with code 2 that lists everything that is missing, with its cure. */
export function preflight(config: PollerConfig, environment: Environment): string {
  const helm = findHelmBinary(environment['PATH'] ?? '')
  const faults = [
    helm === undefined ? helmMissing : null,
    chartFault(config),
    kubeconfigFault(config, environment),
  ].filter((fault) => fault !== null)
  if (helm !== undefined && faults.length === 0) return helm
  throw new ExitError(2, faults.join('\n'))
}

function chartFault({ chartPath, valuesFiles }: PollerConfig): string | null {
  const chart = join(chartPath, 'Chart.yaml')
  if (!existsSync(chart)) return `Helm chart not found: ${chart}; set HELM_CHART_PATH to the folder of the chart`
  const missing = valuesFiles.filter((file) => !existsSync(file))
  if (missing.length === 0) return null
  return `Helm values file not found: ${missing.join(', ')}; set HELM_VALUES_FILE and HELM_ENV_VALUES_FILE to files of the chart`
}

function kubeconfigFault({ kubeconfig }: PollerConfig, environment: Environment): string | null {
  const named = kubeconfig?.split(delimiter).filter(Boolean)
  const home = join(environment['HOME'] ?? '/nonexistent', '.kube', 'config')
  const inCluster = environment['KUBERNETES_SERVICE_HOST'] !== undefined
  const found = named ? named.some((file) => existsSync(file)) : existsSync(home) || inCluster
  if (found) return null
  const looked = named ? named.join(', ') : home
  return `Failed to load Kubernetes config: ${looked} does not exist${named ? expansionHint(looked) : ''}; set KUBECONFIG to the kubeconfig of your cluster`
}
