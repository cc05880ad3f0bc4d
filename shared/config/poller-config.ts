// What the poller reads from the environment.
import { resolve } from 'node:path'
import * as z from 'zod'
import { ExitError } from '../errors.ts'
import { type Environment, parseEnvironment } from './environment.ts'
import { defaultReadinessLimits as limits, type ReadinessLimits } from './readiness-limits.ts'
import {
  adminEmail,
  baseDomain,
  clusterName,
  count,
  databaseAddress,
  logLevel,
  oneOf,
  requiredSecretKeys,
  seconds,
  storeUrlTemplate,
} from './variables.ts'

export type PollerConfig = ReturnType<typeof pollerConfig>

/** Throws an ExitError with code 2 naming every faulty variable. */
export function pollerConfig(environment: Environment, directory: string) {
  const read = parseEnvironment(schema(directory), environment)
  refuseLongHelm(read)
  const chartPath = resolve(directory, read.HELM_CHART_PATH)
  return {
    database: read.DATABASE_URL,
    databaseAuthToken: read.DATABASE_AUTH_TOKEN,
    chartPath,
    valuesFiles: [read.HELM_VALUES_FILE, read.HELM_ENV_VALUES_FILE].map((file) => resolve(chartPath, file)),
    kubeconfig: read.KUBECONFIG,
    secretKeys: read.STORE_SECRET_KEY,
    clusterName: read.CLUSTER_NAME,
    domain: read.BASE_DOMAIN,
    urlTemplate: read.STORE_URL_TEMPLATE,
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

function schema(directory: string) {
  return z.object({
    DATABASE_URL: databaseAddress(directory),
    DATABASE_AUTH_TOKEN: z.string().optional(),
    HELM_CHART_PATH: z.string().default('./helm/store'),
    // Both hold names of Secrets, never secrets: the database keeps them as they are, with each release.
    HELM_VALUES_FILE: z.string().default('values.yaml'),
    HELM_ENV_VALUES_FILE: z.string().default('values-local.yaml'),
    KUBECONFIG: z.string().optional(),
    PROVISIONING_TIMEOUT_SECONDS: seconds(600),
    PROVISIONING_POLL_INTERVAL_SECONDS: seconds(5, { min: 0.05, max: 300 }),
    CLUSTER_NAME: clusterName,
    BASE_DOMAIN: baseDomain,
    STORE_URL_TEMPLATE: storeUrlTemplate,
    STORE_URL_PROBE: oneOf(['on', 'off', 'insecure'], 'on'),
    INGRESS_PROBE_ADDRESS: z
      .string()
      .regex(/^(\[[0-9a-f:]+\]|[^:\s/]+):\d{1,5}$/i, 'must be HOST:PORT, such as 127.0.0.1:80')
      .optional(),
    STORE_SECRET_KEY: requiredSecretKeys,
    STORE_ADMIN_EMAIL: adminEmail,
    LEASE_TTL_SECONDS: seconds(60, { min: 1, max: 3600 }),
    HELM_TIMEOUT_SECONDS: seconds(40, { min: 0.2, max: 3600 }),
    HELM_STOP_GRACE_SECONDS: seconds(10, { min: 0.1, max: 600 }),
    HELM_INSTALL_SLOTS: count(4, { min: 1, max: 100 }),
    HELM_UNINSTALL_SLOTS: count(2, { min: 1, max: 100 }),
    TICK_MAX_SECONDS: seconds(50, { min: 0.1, max: 3600 }),
    STORE_CHECK_INTERVAL_SECONDS: seconds(60, { min: 0 }),
    FAILED_RECHECK: oneOf(['report', 'ready', 'off'], 'report'),
    FAIL_AFTER_IMAGE_PULL_SECONDS: seconds(limits.imagePullMs / 1000),
    FAIL_AFTER_CONTAINER_CONFIG_SECONDS: seconds(limits.containerConfigMs / 1000),
    FAIL_AFTER_CONTAINER_START_SECONDS: seconds(limits.containerStartMs / 1000),
    FAIL_AFTER_CRASH_LOOP_SECONDS: seconds(limits.crashLoopMs / 1000),
    FAIL_AFTER_CRASH_LOOP_RESTARTS: count(limits.crashLoopRestarts, { min: 1, max: 1_000 }),
    FAIL_AFTER_UNSCHEDULABLE_SECONDS: seconds(limits.unschedulableMs / 1000),
    FAIL_AFTER_VOLUME_SECONDS: seconds(limits.volumeMs / 1000),
    FAIL_AFTER_REFUSED_PODS_SECONDS: seconds(limits.createRefusedMs / 1000),
    FAIL_AFTER_PROGRESS_DEADLINE_SECONDS: seconds(limits.progressDeadlineMs / 1000),
    EVENTS_KEEP_DAYS: count(365, { max: 36_500 }),
    LIVENESS_FILE: z.string().optional(),
    LOG_LEVEL: logLevel,
  })
}

/** How long each fault must hold before a store has failed by it. */
function readinessLimits(read: z.output<ReturnType<typeof schema>>): ReadinessLimits {
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

/** A Helm that may outlive the lease would let two holders act on one release. */
function refuseLongHelm(read: {
  HELM_TIMEOUT_SECONDS: number
  HELM_STOP_GRACE_SECONDS: number
  LEASE_TTL_SECONDS: number
}): void {
  const longestMs = read.HELM_TIMEOUT_SECONDS + read.HELM_STOP_GRACE_SECONDS
  if (longestMs < read.LEASE_TTL_SECONDS) return
  throw new ExitError(
    2,
    `HELM_TIMEOUT_SECONDS + HELM_STOP_GRACE_SECONDS is ${longestMs / 1000} s and must be less than LEASE_TTL_SECONDS (${read.LEASE_TTL_SECONDS / 1000} s): raise LEASE_TTL_SECONDS or lower the others`,
  )
}
