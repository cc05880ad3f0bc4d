// How the poller works: leases, runs of Helm, checks of stores, and what it keeps.
import { count, oneOf, path, seconds } from '../shape.ts'
import type { Variable } from '../variable.ts'

export const work = {
  LEASE_TTL_SECONDS: {
    readBy: ['poller'],
    default: '60',
    shape: seconds({ min: 1, max: 3600 }),
    meaning: 'How long a claimed store stays with a poller that no longer renews its lease.',
    example: '120',
  },
  HELM_TIMEOUT_SECONDS: {
    readBy: ['poller'],
    default: '40',
    shape: seconds({ min: 0.2, max: 3600 }),
    meaning: 'The longest run of Helm. With HELM_STOP_GRACE_SECONDS it must stay below LEASE_TTL_SECONDS.',
    example: '90',
  },
  HELM_STOP_GRACE_SECONDS: {
    readBy: ['poller'],
    default: '10',
    shape: seconds({ min: 0.1, max: 600 }),
    meaning: 'The time between SIGTERM and SIGKILL for a Helm that is stopped.',
    example: '20',
  },
  HELM_INSTALL_SLOTS: {
    readBy: ['poller'],
    default: '4',
    shape: count({ min: 1, max: 100 }),
    meaning: 'How many installs run at once.',
    example: '8',
  },
  HELM_UNINSTALL_SLOTS: {
    readBy: ['poller'],
    default: '2',
    shape: count({ min: 1, max: 100 }),
    meaning: 'How many uninstalls run at once.',
    example: '4',
  },
  TICK_MAX_SECONDS: {
    readBy: ['poller'],
    default: '50',
    shape: seconds({ min: 0.1, max: 3600 }),
    meaning: 'The longest tick without `--for` and `--watch`.',
    example: '25',
  },
  STORE_CHECK_INTERVAL_SECONDS: {
    readBy: ['poller'],
    default: '60',
    shape: seconds({ min: 0 }),
    meaning: 'How often READY and FAILED stores are checked. 0: never.',
    example: '300',
  },
  FAILED_RECHECK: {
    readBy: ['poller'],
    default: 'report',
    shape: oneOf('report', 'ready', 'off'),
    meaning:
      'What happens to a FAILED store that is healthy again within 24 hours: `report` marks it `recoverable`, `ready` makes it READY, `off` does not check it.',
    example: 'ready',
  },
  EVENTS_KEEP_DAYS: {
    readBy: ['poller'],
    default: '365',
    shape: count({ max: 36_500 }),
    meaning:
      'For how many days events and evidence of a DELETED store are kept, counted from its deletion. 0: for ever.',
    example: '90',
  },
  LIVENESS_FILE: {
    readBy: ['poller'],
    shape: path,
    meaning:
      'A file that the poller touches on every turn of its loop, at most once a second. `poller --alive` checks its age.',
    example: '/run/storeplane/alive',
  },
  LOG_LEVEL: {
    readBy: ['functions', 'poller', 'admin'],
    default: 'info',
    shape: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    meaning: 'The least severe log lines that are written.',
    example: 'debug',
  },
} as const satisfies Record<string, Variable>
