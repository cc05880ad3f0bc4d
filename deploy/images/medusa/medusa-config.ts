// How the server runs: all of it from the environment that helm/store/README.md lists, so that one image serves every store.
import { defineConfig, Modules } from '@medusajs/framework/utils'

const redisUrl = process.env.REDIS_URL
const workerModes = ['shared', 'worker', 'server'] as const
const required = (name: string) => process.env[name] ?? ''

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    redisUrl,
    workerMode: workerModes.find((mode) => mode === process.env.MEDUSA_WORKER_MODE) ?? 'shared',
    // A secure cookie over plain http never comes back, and the admin's login loops.
    cookieOptions: { secure: process.env.MEDUSA_COOKIE_SECURE === 'true', sameSite: 'lax' },
    http: {
      storeCors: required('STORE_CORS'),
      adminCors: required('ADMIN_CORS'),
      authCors: required('AUTH_CORS'),
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: {
    path: '/app',
    // Built once for all stores: the admin asks the host that it came from.
    backendUrl: '/',
  },
  modules: [
    { key: Modules.CACHE, resolve: '@medusajs/medusa/cache-redis', options: { redisUrl } },
    { key: Modules.EVENT_BUS, resolve: '@medusajs/medusa/event-bus-redis', options: { redisUrl } },
    {
      key: Modules.WORKFLOW_ENGINE,
      resolve: '@medusajs/medusa/workflow-engine-redis',
      options: { redis: { redisUrl } },
    },
    {
      key: Modules.LOCKING,
      resolve: '@medusajs/medusa/locking',
      options: {
        providers: [
          { id: 'redis', resolve: '@medusajs/medusa/locking-redis', is_default: true, options: { redisUrl } },
        ],
      },
    },
    {
      key: Modules.FILE,
      resolve: '@medusajs/medusa/file',
      options: {
        providers: [
          {
            id: 'local',
            resolve: '@medusajs/medusa/file-local',
            options: { upload_dir: 'static', backend_url: `${process.env.MEDUSA_BACKEND_URL}/static` },
          },
        ],
      },
    },
  ],
})
