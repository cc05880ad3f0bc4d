// Why a store can be FAILED: the closed list, each with the specification's words and what a person does about it.

import { ownWords, type SafeText, text } from './safe-text.ts'

type FailureText = { begins: string; meaning: string; cure: string }

export const failureCodes = {
  chart_invalid: {
    begins: 'Helm install failed',
    meaning: 'Helm refused the chart or its values.',
    cure: 'Correct the chart or the values file that the message names, then retry.',
  },
  helm_install_failed: {
    begins: 'Helm install failed',
    meaning: 'Helm failed for a reason that trying again does not cure.',
    cure: 'Read the message of Helm, remove its cause, then retry.',
  },
  namespace_conflict: {
    begins: 'Helm install failed',
    meaning: "The store's namespace exists and is not this installation's.",
    cure: 'Find out who made the namespace; remove it yourself, then retry, or delete the store.',
  },
  cluster_quota_exceeded: {
    begins: 'Pods not ready',
    meaning: 'A ResourceQuota of the cluster leaves no room for the store.',
    cure: 'Raise the quota or remove something, then retry.',
  },
  forbidden: {
    begins: 'Helm install failed',
    meaning: 'The cluster refuses what the poller or a controller asks for.',
    cure: 'Give the permission that the message names (poller --check lists its own), or change the policy that refuses the pods; then retry.',
  },
  image_not_found: {
    begins: 'Pods not ready',
    meaning: 'A container image does not exist.',
    cure: "Correct the image's name in the chart's values, then retry.",
  },
  image_pull_failed: {
    begins: 'Pods not ready',
    meaning: 'The registry refuses a container image, or could not be reached for two minutes.',
    cure: "Correct the pull secret in the chart's values, or look whether the nodes reach the registry, then retry.",
  },
  container_config_error: {
    begins: 'Pods not ready',
    meaning: 'A container cannot be made or started: mostly a Secret or ConfigMap that it names is not there.',
    cure: "Correct what the message names: the chart's values, or the object that is missing; then retry.",
  },
  crash_loop: {
    begins: 'Pods not ready',
    meaning: 'A container keeps crashing.',
    cure: "Read the container's last lines in the events, remove the cause, then retry.",
  },
  out_of_memory: {
    begins: 'Pods not ready',
    meaning: 'A container was killed because it used more memory than its limit.',
    cure: "Raise the container's memory limit in the chart's values, then retry.",
  },
  unschedulable: {
    begins: 'Pods not ready',
    meaning: 'No node had room for a pod for five minutes.',
    cure: 'Add a node or lower the requests, then retry.',
  },
  volume_not_bound: {
    begins: 'Pods not ready',
    meaning: 'No volume was provisioned.',
    cure: "Look at the storage class in the chart's values and its provisioner, then retry; a claim keeps the class it was made with, so where that was wrong delete the claim or the store.",
  },
  volume_lost: {
    begins: 'Pods not ready',
    meaning: 'The volume behind a claim is gone.',
    cure: 'Restore the volume from a backup, or delete the store.',
  },
  setup_job_failed: {
    begins: 'Setup job failed',
    meaning: 'The setup job failed.',
    cure: "Read the job's last lines in the events, remove the cause, then retry.",
  },
  pods_not_ready: {
    begins: 'Pods not ready',
    meaning: 'A workload did not become available in its own time.',
    cure: 'Read which pod and container the message names, remove the cause, then retry.',
  },
  url_not_answering: {
    begins: 'Provisioning timed out',
    meaning: "All pods are ready, but the store's URL does not answer as a shop.",
    cure: 'Look at the ingress controller, DNS and certificate of the host, then retry.',
  },
  provisioning_timed_out: {
    begins: 'Provisioning timed out',
    meaning: 'The store was watched for PROVISIONING_TIMEOUT_SECONDS and did not become ready.',
    cure: 'Read what it was waiting for; raise the timeout or give the cluster more room, then retry.',
  },
  retries_exhausted: {
    begins: 'Helm install failed',
    meaning: 'Helm failed eight times for reasons that usually pass.',
    cure: 'Read the message, look at the cluster, then retry.',
  },
  cancelled: {
    begins: 'Provisioning was cancelled',
    meaning: 'The operation was cancelled before the store was ready.',
    cure: 'Retry to provision the store again, or delete it.',
  },
  poisoned: {
    begins: 'Helm install failed',
    meaning: 'Five pollers in a row crashed while processing this store.',
    cure: "Look at the poller's log and memory limit, then retry.",
  },
} as const satisfies Record<string, FailureText>

export type FailureCode = keyof typeof failureCodes

export function failureSentence(code: FailureCode, detail: SafeText): SafeText {
  const isBegun = beginnings.some((begins) => detail.toLowerCase().startsWith(begins.toLowerCase()))
  return isBegun ? detail : text`${ownWords(failureCodes[code].begins)}: ${detail}`
}

/** How a sentence begins where Helm was not even started, whatever the code. */
export const namespaceNotCreated = 'Namespace not created'

const beginnings = [...new Set(Object.values(failureCodes).map(({ begins }) => begins)), namespaceNotCreated]
