// What Helm, and the credential plugins it starts, may know of our environment: a closed list.

const names = [
  'PATH',
  'HOME',
  'TMPDIR',
  'KUBECONFIG',
  'KUBECACHEDIR',
  // Inside a cluster these two are where the API server is.
  'KUBERNETES_SERVICE_HOST',
  'KUBERNETES_SERVICE_PORT',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'USE_GKE_GCLOUD_AUTH_PLUGIN',
  'DIGITALOCEAN_ACCESS_TOKEN',
]

/** The variables of the cloud providers' kubeconfig plugins. */
const prefixes = ['AWS_', 'GOOGLE_', 'CLOUDSDK_', 'AZURE_', 'AAD_', 'IDENTITY_', 'MSI_', 'ALIBABA_CLOUD_', 'OCI_']

/** The environment of a Helm process: HOME is kept, for Helm caches the cluster's discovery there between runs. */
export function helmEnvironment(env: Record<string, string | undefined>): Record<string, string> {
  const passed = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isPassed(entry[0]),
  )
  return { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(passed), HELM_DRIVER: 'secret' }
}

function isPassed(name: string): boolean {
  return names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix))
}
