// The cluster and the chart that stores are installed with.
import { namespaceAnnotations, namespaceLabels } from '../namespace-metadata.ts'
import { matching, path } from '../shape.ts'
import type { Variable } from '../variable.ts'

export const cluster = {
  KUBECONFIG: {
    readBy: ['poller', 'admin'],
    shape: path,
    meaning:
      'The kubeconfig, or several separated as in PATH. Not set: `~/.kube/config`, else the service account of the pod.',
    example: '/etc/storeplane/kubeconfig',
  },
  CLUSTER_NAME: {
    readBy: ['poller', 'admin'],
    default: 'default',
    shape: matching(/^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/, '1 to 40 small letters, digits and hyphens'),
    meaning:
      'The name of the cluster that KUBECONFIG leads to. A poller claims stores of that cluster only; new stores belong to `default`.',
    example: 'eu-1',
  },
  HELM_CHART_PATH: {
    readBy: ['poller'],
    default: './helm/store',
    shape: path,
    meaning: "The folder of the store's chart, relative to the working directory.",
    example: '/usr/share/storeplane/helm/store',
  },
  // Both files hold names of Secrets, never secrets: the database keeps them as they are, with each release.
  HELM_VALUES_FILE: {
    readBy: ['poller'],
    default: 'values.yaml',
    shape: path,
    meaning: 'The first values file, relative to the chart. It holds names of Secrets, never secrets.',
    example: '/etc/storeplane/values.yaml',
  },
  HELM_ENV_VALUES_FILE: {
    readBy: ['poller'],
    default: 'values-local.yaml',
    shape: path,
    meaning:
      'The second values file, which overrides the first, relative to the chart. It holds names of Secrets, never secrets.',
    example: 'values-prod.yaml',
  },
  NAMESPACE_LABELS: {
    readBy: ['poller'],
    shape: namespaceLabels,
    meaning:
      "Labels that a store's namespace gets when it is made, beside Storeplane's own: for a mesh, a policy, or another level of Pod Security than `restricted`.",
    example: 'team=shops,istio-injection=disabled',
  },
  NAMESPACE_ANNOTATIONS: {
    readBy: ['poller'],
    shape: namespaceAnnotations,
    meaning: "Annotations that a store's namespace gets when it is made.",
    example: '{"openshift.io/node-selector":"pool=shops,disk=ssd"}',
  },
} as const satisfies Record<string, Variable>
