// Helm and the credential plugins it starts get our environment, without what is ours.
import { expect, it } from 'vitest'
import { variables } from '../../../shared/config/variables/index.ts'
import { helmEnvironment } from '../../../shared/helm/helm-environment.ts'

it('passes what any plugin may need, and fixes where Helm keeps its records', () => {
  const needed = {
    PATH: '/bin',
    HOME: '/home/p',
    KUBECONFIG: '/k',
    HTTPS_PROXY: 'http://p:1',
    no_proxy: 'x',
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
    AWS_PROFILE: 'a',
    VAULT_TOKEN: 't',
    TELEPORT_PROXY: 't:443',
    XDG_CACHE_HOME: '/x',
    USER: 'poller',
    LANG: 'C',
    SSH_AUTH_SOCK: '/s',
    HCLOUD_TOKEN: 'h',
  }
  expect(helmEnvironment({ ...needed, HELM_DRIVER: 'memory' })).toEqual({ ...needed, HELM_DRIVER: 'secret' })
})

it('never passes a variable of ours, the file that one names, nor what changes Helm or Node', () => {
  const ours = Object.keys(variables).filter((name) => name !== 'KUBECONFIG')
  const names = [...ours, ...ours.map((name) => `${name}_FILE`)]
  const others = { NODE_OPTIONS: '-r x', HELM_PLUGINS: '/p', NOTIFY_SOCKET: '/n', STOREPLANE_LATER: 'x' }
  const all = { ...Object.fromEntries(names.map((name) => [name, 'x'])), ...others, HOME: undefined }
  expect(Object.keys(helmEnvironment(all))).toEqual(['PATH', 'HELM_DRIVER'])
})
