// What is refused, and in which words.
import { namespace, type Request } from '../request.ts'

const of = (kind: string) => `/api/v1/namespaces/${namespace}/${kind}`
const apps = (kind: string) => `/apis/apps/v1/namespaces/${namespace}/${kind}`
const container = { name: 'box', image: 'localhost/box:1' }
const deployment = (name: string, spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec,
})
const template = { metadata: { labels: { app: 'box' } }, spec: { containers: [container] } }
const map = (metadata: object, more: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, ...more })
const post = (name: string, path: string, body: unknown): Request => ({ name, method: 'POST', path, body })

export const validation: Request[] = [
  post('a name with capitals', of('configmaps'), map({ name: 'Capitals' })),
  post('no name', of('configmaps'), map({})),
  post('a label value of 64 characters', of('configmaps'), map({ name: 'long', labels: { a: 'x'.repeat(64) } })),
  post('a label key that is none', of('configmaps'), map({ name: 'odd', labels: { 'a b': 'x' } })),
  post('a Service whose name begins with a digit', of('services'), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: '99bikes' },
    spec: { selector: { app: 'box' }, ports: [{ port: 80 }] },
  }),
  post('a Service without ports', of('services'), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'portless' },
    spec: { selector: { app: 'box' } },
  }),
  post('a Secret that is not base64', of('secrets'), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'plain' },
    data: { key: 'not base64!' },
  }),
  post(
    'an unknown field, strictly',
    `${of('configmaps')}?fieldValidation=Strict`,
    map({ name: 'strict' }, { dat: {} }),
  ),
  post(
    'an unknown field, leniently',
    `${of('configmaps')}?fieldValidation=Ignore`,
    map({ name: 'lenient' }, { dat: {} }),
  ),
  post(
    'a selector that does not fit its pods',
    apps('deployments'),
    deployment('misfit', { selector: { matchLabels: { app: 'other' } }, template }),
  ),
  post(
    'a Deployment without containers',
    apps('deployments'),
    deployment('empty', {
      selector: { matchLabels: { app: 'box' } },
      template: { ...template, spec: { containers: [] } },
    }),
  ),
  post(
    'a container without an image',
    apps('deployments'),
    deployment('imageless', {
      selector: { matchLabels: { app: 'box' } },
      template: { ...template, spec: { containers: [{ name: 'box' }] } },
    }),
  ),
  post(
    'a request larger than its limit',
    apps('deployments'),
    deployment('greedy', {
      selector: { matchLabels: { app: 'box' } },
      template: {
        ...template,
        spec: { containers: [{ ...container, resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }] },
      },
    }),
  ),
  post(
    'a quantity that is none',
    apps('deployments'),
    deployment('odd-quantity', {
      selector: { matchLabels: { app: 'box' } },
      template: { ...template, spec: { containers: [{ ...container, resources: { requests: { cpu: 'two' } } }] } },
    }),
  ),
  post('another kind than the path says', of('configmaps'), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'other' },
  }),
  post('JSON that is none', of('configmaps'), '{"apiVersion": "v1", '),
]
