// Helm's environment is a closed list.
import { expect, it } from 'vitest'
import { helmEnvironment } from '../../../shared/helm/helm-environment.ts'

it('passes what Helm and credential plugins need, and fixes where Helm keeps its records', () => {
  const needed = {
    PATH: '/bin',
    HOME: '/home/p',
    KUBECONFIG: '/k',
    HTTPS_PROXY: 'http://p:1',
    no_proxy: 'x',
    KUBERNETES_SERVICE_HOST: '10.0.0.1',
    AWS_PROFILE: 'a',
    GOOGLE_APPLICATION_CREDENTIALS: '/g',
    CLOUDSDK_CONFIG: '/c',
    AZURE_CONFIG_DIR: '/z',
    AAD_LOGIN_METHOD: 'azurecli',
  }
  expect(helmEnvironment({ ...needed, HELM_DRIVER: 'memory' })).toEqual({ ...needed, HELM_DRIVER: 'secret' })
})

it('never passes our own secrets, nor what is not on the list', () => {
  const ours = {
    STORE_SECRET_KEY: 'k',
    DATABASE_URL: 'd',
    DATABASE_AUTH_TOKEN: 't',
    NODE_OPTIONS: '-r x',
    HELM_PLUGINS: '/p',
  }
  expect(Object.keys(helmEnvironment({ ...ours, HOME: undefined }))).toEqual(['PATH', 'HELM_DRIVER'])
})
