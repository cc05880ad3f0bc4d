// Starts a sandbox: the cluster, its API server, its ingress, and the files that lead programs to it.
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApiServer } from './api/server.ts'
import { type Cluster, createCluster } from './cluster.ts'
import { startControllers } from './controllers/control.ts'
import { createIngressServer } from './ingress/server.ts'
import type { Scenario } from './scenario.ts'
import { createScenarioSource } from './scenario-source.ts'
import { seed } from './seed.ts'
import { type Files, writeFiles } from './write-files.ts'

export interface SandboxOptions {
  /** 0, the default, picks a free one. */
  port?: number
  ingressPort?: number
  envFile?: string
  scenarioFile?: string
  latencyMs?: number
  podDelayMs?: number
  warn?: (text: string) => void
}

export interface Sandbox {
  apiUrl: string
  ingressUrl: string
  ingressPort: number
  /** Without an env file these three stand in a folder of their own, which `close` removes. */
  kubeconfigPath: string
  envFilePath: string
  env: Record<string, string>
  counts: Cluster['counts']
  setScenario(scenario: Scenario): void
  close(): Promise<void>
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = 0,
    ingressPort = 0,
    envFile,
    scenarioFile,
    latencyMs = 0,
    podDelayMs = 1000,
    warn = console.warn,
  } = options
  const scenario = createScenarioSource(scenarioFile, warn)
  const cluster = createCluster({ scenario, podDelayMs })
  const controllers = startControllers(cluster)
  seed(cluster)
  const api = createApiServer(cluster, latencyMs)
  const ingress = createIngressServer(cluster)
  const close = async (files?: Files) => {
    scenario.close()
    controllers.close()
    await Promise.all([stop(api), stop(ingress)])
    files?.remove()
  }
  try {
    const apiUrl = `http://127.0.0.1:${await listen(api, port)}`
    const boundIngress = await listen(ingress, ingressPort)
    const files = writeFiles({ apiUrl, ingressPort: boundIngress, envFile })
    return {
      apiUrl,
      ingressUrl: `http://127.0.0.1:${boundIngress}`,
      ingressPort: boundIngress,
      kubeconfigPath: files.kubeconfigPath,
      envFilePath: files.envFilePath,
      env: files.env,
      counts: cluster.counts,
      setScenario: (next) => scenario.put(JSON.stringify(next)),
      close: () => close(files),
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
