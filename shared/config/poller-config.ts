// What the poller reads from the environment.
import { resolve } from 'node:path'
import { ExitError } from '../errors.ts'
import type { Environment } from './environment.ts'
import { readConfiguration } from './read-variables.ts'
import type { ReadinessLimits } from './readiness-limits.ts'
import { findHostFault } from './store-url.ts'

type Read = ReturnType<typeof readConfiguration<'poller'>>
export type PollerConfig = ReturnType<typeof pollerConfig>

/** Throws an ExitError with code 2 naming every faulty variable. */
export function pollerConfig(environment: Environment, directory: string) {
  const read = readConfiguration('poller', { environment, directory })
  refuseLongHelm(read)
  refuseHostlessStores(read)
  const chartPath = resolve(directory, read.HELM_CHART_PATH)
  return {
    database: read.DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    chartPath,
    valuesFiles: [read.HELM_VALUES_FILE, read.HELM_ENV_VALUES_FILE].map((file) => resolve(chartPath, file)),
    kubeconfig: read.KUBECONFIG,
    namespaceLabels: read.NAMESPACE_LABELS ?? {},
    namespaceAnnotations: read.NAMESPACE_ANNOTATIONS ?? {},
    secretKeys: read.STORE_SECRET_KEY,
    clusterName: read.CLUSTER_NAME,
    domain: read.BASE_DOMAIN,
    urlTemplate: read.STORE_URL_TEMPLATE,
    publicHost: read.PUBLIC_HOST,
    urlProbe: read.STORE_URL_PROBE,
    probeAddress: read.INGRESS_PROBE_ADDRESS,
    adminEmail: read.STORE_ADMIN_EMAIL,
    provisioningTimeoutMs: read.PROVISIONING_TIMEOUT_SECONDS,
    pollIntervalMs: read.PROVISIONING_POLL_INTERVAL_SECONDS,
    leaseTtlMs: read.LEASE_TTL_SECONDS,
    helmTimeoutMs: read.HELM_TIMEOUT_SECONDS,
    helmGraceMs: read.HELM_STOP_GRACE_SECONDS,
    installSlots: read.HELM_INSTALL_SLOTS,
    uninstallSlots: read.HELM_UNINSTALL_SLOTS,
    tickMaxMs: read.TICK_MAX_SECONDS,
    checkIntervalMs: read.STORE_CHECK_INTERVAL_SECONDS,
    failedRecheck: read.FAILED_RECHECK,
    readinessLimits: readinessLimits(read),
    eventsKeepDays: read.EVENTS_KEEP_DAYS,
    livenessFile: read.LIVENESS_FILE,
    logLevel: read.LOG_LEVEL,
  }
}

/** How long each fault must hold before a store has failed by it. */
function readinessLimits(read: Read): ReadinessLimits {
  return {
    imagePullMs: read.FAIL_AFTER_IMAGE_PULL_SECONDS,
    containerConfigMs: read.FAIL_AFTER_CONTAINER_CONFIG_SECONDS,
    containerStartMs: read.FAIL_AFTER_CONTAINER_START_SECONDS,
    crashLoopMs: read.FAIL_AFTER_CRASH_LOOP_SECONDS,
    crashLoopRestarts: read.FAIL_AFTER_CRASH_LOOP_RESTARTS,
    unschedulableMs: read.FAIL_AFTER_UNSCHEDULABLE_SECONDS,
    volumeMs: read.FAIL_AFTER_VOLUME_SECONDS,
    createRefusedMs: read.FAIL_AFTER_REFUSED_PODS_SECONDS,
    progressDeadlineMs: read.FAIL_AFTER_PROGRESS_DEADLINE_SECONDS,
  }
}

/** Each store would fail at its Ingress, or nobody would find it. */
function refuseHostlessStores({ STORE_URL_TEMPLATE: template, BASE_DOMAIN: domain }: Read): void {
  const fault = findHostFault(template, domain)
  if (fault !== null)
    throw new ExitError(
      2,
      `STORE_URL_TEMPLATE (${template}) and BASE_DOMAIN (${domain}) give no valid host: ${fault}. Correct one of them, such as STORE_URL_TEMPLATE=https://{name}.{domain} and BASE_DOMAIN=shops.example.com`,
    )
}

/** A Helm that may outlive the lease would let two holders act on one release. */
function refuseLongHelm(read: Read): void {
  const longestMs = read.HELM_TIMEOUT_SECONDS + read.HELM_STOP_GRACE_SECONDS
  if (longestMs < read.LEASE_TTL_SECONDS) return
  throw new ExitError(
    2,
    `HELM_TIMEOUT_SECONDS + HELM_STOP_GRACE_SECONDS is ${longestMs / 1000} s and must be less than LEASE_TTL_SECONDS (${read.LEASE_TTL_SECONDS / 1000} s): raise LEASE_TTL_SECONDS or lower the others`,
  )
}
