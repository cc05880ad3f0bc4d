// Stops and starts the real API server, by the tool that made the cluster.
import { spawnSync } from 'node:child_process'

export function stopApiServer(): void {
  tool('stop')
}

export function startApiServer(): void {
  tool('start')
}

function tool(verb: 'stop' | 'start'): void {
  const cluster = process.env['CLUSTER_TOOL']
  if (!cluster)
    throw new Error(
      'CLUSTER_TOOL is not set: it names the `cluster` script, by which alone the API server can be stopped and started; .ci/run sets it',
    )
  // What it starts outlives this process, so it must not hold on to its pipes.
  const { status, error } = spawnSync(cluster, [verb, 'apiserver'], { stdio: 'ignore' })
  if (status !== 0) throw new Error(`${cluster} ${verb} apiserver ended with ${status ?? error?.message}`)
}
