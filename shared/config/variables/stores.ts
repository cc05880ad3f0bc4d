// What every new store gets: its address, its credentials, and the time to become READY.
import { secretKeys } from '../secret-keys.ts'
import { matching, oneOf, seconds } from '../shape.ts'
import { storeUrlTemplate } from '../store-url.ts'
import type { Variable } from '../variable.ts'

export const stores = {
  STORE_SECRET_KEY: {
    readBy: ['poller', 'functions', 'admin secret-keys'],
    requiredBy: ['poller'],
    shape: secretKeys,
    meaning:
      "The key from which all stores' passwords are derived, or several, newest first. Keep a copy: the database holds no passwords. Functions need it only to answer `/credentials`.",
    example: 'mK0…=',
  },
  BASE_DOMAIN: {
    readBy: ['poller'],
    default: 'localhost',
    shape: matching(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'a domain in small letters'),
    meaning: "The domain of the stores' hosts.",
    example: 'shops.example.com',
  },
  STORE_URL_TEMPLATE: {
    readBy: ['poller'],
    default: 'http://{name}.{domain}',
    shape: storeUrlTemplate,
    meaning: 'The URL of a store, without a path. `{name}` must be in its host.',
    example: 'https://{name}.{domain}',
  },
  STORE_URL_PROBE: {
    readBy: ['poller'],
    default: 'on',
    shape: oneOf('on', 'off', 'insecure'),
    meaning:
      "Whether the store's URL must answer before the store is READY. `off`: ready pods are enough; `insecure`: the certificate is not verified.",
    example: 'off',
  },
  INGRESS_PROBE_ADDRESS: {
    readBy: ['poller'],
    shape: matching(/^(\[[0-9a-f:]+\]|[^:\s/]+):\d{1,5}$/i, 'HOST:PORT'),
    meaning: 'Where the probe of the URL connects. Not set: loopback for `*.localhost`, else the host itself.',
    example: '127.0.0.1:80',
  },
  STORE_ADMIN_EMAIL: {
    readBy: ['poller'],
    default: 'admin@{host}',
    shape: matching(/^[^\s@]+@[^\s@]+$/, "an e-mail address, in which {host} stands for the store's host"),
    meaning: "The e-mail address of a new store's first administrator. `{host}` is the store's host.",
    example: 'shops@example.com',
  },
  PROVISIONING_TIMEOUT_SECONDS: {
    readBy: ['poller'],
    default: '600',
    shape: seconds(),
    meaning: 'How long a store may take to become READY. Outages of the cluster do not count.',
    example: '900',
  },
  PROVISIONING_POLL_INTERVAL_SECONDS: {
    readBy: ['poller'],
    default: '5',
    shape: seconds({ min: 0.05, max: 300 }),
    meaning: 'The longest time between two checks of a store that is being worked on.',
    example: '2',
  },
} as const satisfies Record<string, Variable>
