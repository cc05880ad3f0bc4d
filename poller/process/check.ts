// `poller --check`: looks at everything a tick needs, says what it found, and the cure for what it did not.
import type { Environment } from '../../shared/config/environment.ts'
import type { PollerConfig } from '../../shared/config/poller-config.ts'
import { describeClockStep, readClockStepMs } from '../../shared/database/clock-step.ts'
import type { Database } from '../../shared/database/database.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { describeError } from '../../shared/errors.ts'
import { readClusterUid, readInstallationId, readNameOfCluster } from '../../shared/installation.ts'
import type { Cluster } from '../../shared/kubernetes/open-cluster.ts'
import { printable } from '../../shared/printable.ts'
import { callTimeoutMs, probeTimeoutMs } from './connect.ts'
import { helmMissing } from './preflight.ts'

export type CheckOptions = {
  config: PollerConfig
  /** What is wrong with STORE_SECRET_KEY, where a stand-in took its place in `config`. */
  keyFault: string | null
  environment: Environment
  database: Database
  print: (line: string) => void
}
type Finding = { what: string; found: string; code: 0 | 1 | 2 }

/** Prints a line for each thing looked at. Returns 0, 1 (something is out of reach) or 2 (something is not configured). */
export async function check(options: CheckOptions): Promise<0 | 1 | 2> {
  const { keyFault } = options
  const findings: Finding[] = keyFault === null ? [] : [{ what: 'STORE_SECRET_KEY', found: keyFault, code: 2 }]
  findings.push(await checkHelm(options), await checkChart(options), await checkDatabase(options))
  const { finding, cluster } = await checkKubeconfig(options)
  findings.push(finding)
  if (cluster) findings.push(...(await checkCluster(cluster, options)))
  cluster?.close()
  for (const { what, found, code } of findings)
    options.print(printable(`${code === 0 ? 'ok  ' : 'FAIL'}  ${what}: ${found}`))
  return Math.max(...findings.map(({ code }) => code)) as 0 | 1 | 2
}

async function checkHelm({ environment }: CheckOptions): Promise<Finding> {
  const what = 'Helm CLI'
  const [{ findHelmBinary }, { helmVersion }] = await Promise.all([
    import('../../shared/helm/find-helm.ts'),
    import('../../shared/helm/helm-version.ts'),
  ])
  const binary = findHelmBinary(environment['PATH'] ?? '')
  if (binary === undefined) return { what, found: helmMissing, code: 2 }
  try {
    return { what, found: `${binary} ${await helmVersion(binary, environment)}`, code: 0 }
  } catch (error) {
    return { what, found: `${binary} does not run: ${describeError(error)}; install Helm anew`, code: 2 }
  }
}

async function checkChart(options: CheckOptions): Promise<Finding> {
  const what = 'Helm chart'
  const { problem, found } = await (await import('./check-chart.ts')).checkChart(options)
  return problem === null ? { what, found, code: 0 } : { what, found: problem, code: 2 }
}

async function checkDatabase({ database }: CheckOptions): Promise<Finding> {
  const what = 'Database'
  try {
    await database.proveSound()
    await migrate(database)
    await database.write([{ sql: 'UPDATE installation SET one = 1' }])
    await database.proveWritable()
    const stepMs = await readClockStepMs(database)
    if (stepMs > 0) return { what, found: describeClockStep(database, stepMs), code: 1 }
    return { what, found: `${database.location} is writable`, code: 0 }
  } catch (error) {
    return {
      what,
      found: `not writable: ${describeError(error)}; look at DATABASE_URL and the rights on the file and its folder`,
      code: 1,
    }
  }
}

async function checkKubeconfig({
  config,
  environment,
}: CheckOptions): Promise<{ finding: Finding; cluster: Cluster | null }> {
  const what = 'Kubernetes config'
  const { openCluster } = await import('../../shared/kubernetes/open-cluster.ts')
  try {
    const sources = {
      env: environment,
      timeoutMs: callTimeoutMs,
      ...(config.kubeconfig ? { kubeconfig: config.kubeconfig } : {}),
    }
    const cluster = openCluster(sources)
    return { finding: { what, found: config.kubeconfig ?? 'the usual one', code: 0 }, cluster }
  } catch (error) {
    return { finding: { what, found: describeError(error), code: 2 }, cluster: null }
  }
}

async function checkCluster(cluster: Cluster, options: CheckOptions): Promise<Finding[]> {
  const what = 'Cluster'
  const way = cluster.proxy === null ? 'directly' : `through ${cluster.proxy}`
  try {
    const version = await cluster.version({ timeoutMs: probeTimeoutMs })
    const { checkPermissions } = await import('./check-permissions.ts')
    return [
      { what, found: `answers, Kubernetes ${version}; asked ${way}`, code: 0 },
      await checkSameCluster(cluster, options),
      { what: 'Permissions', ...(await checkPermissions(cluster)) },
      ...(await checkReach(options)),
    ]
  } catch (error) {
    const found = `unreachable: ${describeError(error)}; asked ${way}; look whether it runs and whether KUBECONFIG names it`
    return [{ what, found, code: 1 }]
  }
}

/** Helm has a client of its own. One that is missing has its line already. */
async function checkReach({ config: { kubeconfig }, environment }: CheckOptions): Promise<Finding[]> {
  const what = 'Helm and cluster'
  const [{ findHelmBinary }, { findReachProblem }] = await Promise.all([
    import('../../shared/helm/find-helm.ts'),
    import('../../shared/helm/reach-cluster.ts'),
  ])
  const binary = findHelmBinary(environment['PATH'] ?? '')
  if (binary === undefined) return []
  const problem = await findReachProblem({ binary, env: environment, kubeconfig })
  if (problem === null) return [{ what, found: 'helm list answers', code: 0 }]
  return [
    { what, found: `helm list does not succeed: ${problem}; look at KUBECONFIG, its plugins and the proxies`, code: 1 },
  ]
}

async function checkSameCluster(cluster: Cluster, { database, config }: CheckOptions): Promise<Finding> {
  const what = 'Installation'
  try {
    const { uid } = await cluster.identity({ timeoutMs: probeTimeoutMs })
    const id = await readInstallationId(database)
    const [clusterUid, name] = [
      await readClusterUid(database, config.clusterName),
      await readNameOfCluster(database, uid),
    ]
    if (clusterUid === null && name !== null)
      return {
        what,
        found: `${id} knows this cluster as "${name}", and CLUSTER_NAME is "${config.clusterName}"; set it to ${name}, or correct KUBECONFIG`,
        code: 1,
      }
    if (clusterUid === null) return { what, found: `${id}, no cluster yet: the first tick takes this one`, code: 0 }
    if (clusterUid === uid) return { what, found: `${id} on this cluster`, code: 0 }
    return {
      what,
      found: `${id} has its stores on another cluster (${clusterUid}); correct KUBECONFIG, or: storeplane admin cluster adopt`,
      code: 1,
    }
  } catch (error) {
    return { what, found: `cannot be read: ${describeError(error)}`, code: 1 }
  }
}
