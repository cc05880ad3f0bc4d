// Every wording of Helm 3 and 4 that we know, and what it means for the store.
import { describe, expect, it } from 'vitest'
import { classifyHelmError } from '../../../shared/helm/classify.ts'

const failed = 'Error: INSTALLATION FAILED: '

const transient = [
  `${failed}Kubernetes cluster unreachable: Get "http://127.0.0.1:1/version": dial tcp 127.0.0.1:1: connect: connection refused`,
  'Error: kubernetes cluster unreachable: Get "https://10.0.0.1/version": x509: certificate has expired',
  `${failed}Kubernetes cluster unreachable: the server has asked for the client to provide credentials`,
  `${failed}create: failed to create: Post "https://10.0.0.1:6443/api/v1/x": dial tcp 10.0.0.1:6443: i/o timeout`,
  `${failed}unable to build kubernetes objects from release manifest: Get "https://a/b": read tcp 1->2: read: connection reset by peer`,
  `${failed}Get "https://10.0.0.1:6443/api": net/http: TLS handshake timeout`,
  `${failed}http2: client connection lost`,
  `${failed}create: failed to create: Post "https://a/b": EOF`,
  `${failed}etcdserver: request timed out`,
  `${failed}etcdserver: leader changed`,
  `${failed}Too many requests: the server has received too many requests and has asked us to try again later`,
  `${failed}an error on the server ("Internal Server Error") has prevented the request from succeeding`,
  `${failed}the server is currently unable to handle the request (post secrets)`,
  `${failed}client rate limiter Wait returned an error: context deadline exceeded`,
  `${failed}failed to create resource: Internal error occurred: failed calling webhook "a.b.c": failed to call webhook: Post "https://x": EOF`,
  `${failed}Operation cannot be fulfilled on resourcequotas "q": the object has been modified; please apply your changes to the latest version`,
  `${failed}create: failed to create: secrets "sh.helm.release.v1.a.v1" is forbidden: unable to create new content in namespace store-a because it is being terminated`,
  `${failed}context canceled`,
  `${failed}cluster reachability check failed: kubernetes cluster unreachable: Get "http://127.0.0.1:1/version": refused`,
]

const conflicts = [
  `${failed}cannot re-use a name that is still in use`,
  `${failed}cannot reuse a name that is still in use`,
  'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
  'Error: uninstall: Release not loaded: shop: release: not found',
  'Error: release: not found',
  'Error: release has no 0 version',
  'Error: INSTALLATION FAILED: release name check failed: cannot reuse a name that is still in use',
]

const permanent: [string, string][] = [
  ['chart_invalid', `${failed}parse error at (store/templates/web.yaml:3): unexpected EOF`],
  [
    'chart_invalid',
    `${failed}execution error at (store/templates/web.yaml:1:4): connection refused, says the template`,
  ],
  [
    'chart_invalid',
    `${failed}template: store/templates/web.yaml:1:3: executing "x" at <.Values.a.b>: nil pointer evaluating interface {}.b`,
  ],
  [
    'chart_invalid',
    `${failed}YAML parse error on store/templates/web.yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed`,
  ],
  [
    'chart_invalid',
    `${failed}values don't meet the specifications of the schema(s) in the following chart(s):\nstore:\n- (root): engine is required`,
  ],
  ['chart_invalid', `${failed}Chart.yaml file is missing`],
  ['chart_invalid', `${failed}chart requires kubeVersion: >=1.99.0-0 which is incompatible with Kubernetes v1.31.0`],
  [
    'chart_invalid',
    `${failed}unable to build kubernetes objects from release manifest: resource mapping not found for name: "a" namespace: "" from "": no matches for kind "Web" in version "a/v1"\nensure CRDs are installed first`,
  ],
  ['chart_invalid', `${failed}path "/charts/store" not found`],
  [
    'cluster_quota_exceeded',
    `${failed}create: failed to create: secrets "a" is forbidden: exceeded quota: q, requested: secrets=1, used: secrets=5, limited: secrets=5`,
  ],
  [
    'forbidden',
    `${failed}services is forbidden: User "system:serviceaccount:p:poller" cannot create resource "services" in API group "" in the namespace "store-a"`,
  ],
  [
    'forbidden',
    'Error: query: failed to query with labels: secrets is forbidden: User "jane" cannot list resource "secrets" in API group "" in the namespace "a"',
  ],
  ['forbidden', `${failed}admission webhook "policy.x.io" denied the request: no latest tags`],
  ['forbidden', `${failed}admission webhook "p" denied the request: template: web:12 may wait for exceeded quota, EOF`],
  [
    'forbidden',
    `${failed}Deployment.apps "web" is invalid: : ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no team`,
  ],
  ['chart_invalid', `${failed}execution error at (a/templates/web.yaml:1:4): denied the request`],
  [
    'helm_install_failed',
    `${failed}Unable to continue with install: Service "web" in namespace "a" exists and cannot be imported into the current release: invalid ownership metadata`,
  ],
  [
    'helm_install_failed',
    `${failed}create: failed to create: Secret "sh.helm.release.v1.a.v1" is invalid: data: Too long: must have at most 1048576 bytes`,
  ],
  [
    'helm_install_failed',
    `${failed}invalid release name, must match regex ^[a-z0-9]$ and the length must not be longer than 53`,
  ],
  ['helm_install_failed', `${failed}something nobody has ever seen`],
]

describe('an error of Helm', () => {
  it.each(transient)('is transient: %s', (stderr) => {
    expect(classifyHelmError(stderr).kind).toBe('transient')
  })

  it.each(conflicts)('means that the release is not what we thought: %s', (stderr) => {
    expect(classifyHelmError(stderr).kind).toBe('conflict')
  })

  it.each(permanent)('is permanent as %s: %s', (code, stderr) => {
    expect(classifyHelmError(stderr)).toMatchObject({ kind: 'permanent', code })
  })
})

describe('the message', () => {
  it('is one sentence without warnings, log lines and prefixes', () => {
    const stderr = [
      'WARNING: Kubernetes configuration file is group-readable. This is insecure. Location: /k',
      'E1124 15:00:00.000000   42 memcache.go:265] couldn\'t get current server API group list: Get "http://x": refused',
      'level=WARN msg="--atomic is deprecated"',
      "Error: INSTALLATION FAILED: values don't meet the specifications",
      '- engine: required',
      '',
    ].join('\n')
    expect(classifyHelmError(stderr).message).toBe("values don't meet the specifications - engine: required")
  })

  it('is bounded, and never empty', () => {
    const { message } = classifyHelmError(`Error: ${'many words '.repeat(5_000)}`)
    expect(message.length).toBeGreaterThan(980)
    expect(message.length).toBeLessThanOrEqual(1_000)
    expect(classifyHelmError('\n').message).toBe('Helm failed without a message')
  })
})
