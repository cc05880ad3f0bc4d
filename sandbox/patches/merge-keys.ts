// The lists that are merged item by item, and the field that tells their items apart.
import { isFields } from '../objects/object.ts'

const keys: Record<string, string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  /** A container's and a Service's have different ones. */
  ports: ['containerPort', 'port'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  conditions: ['type'],
  ownerReferences: ['uid'],
}

/** Nothing for a list that is replaced whole. */
export function mergeKeyOf(field: string, items: unknown[]): string | undefined {
  return keys[field]?.find((key) =>
    items.every((item) => isFields(item) && (item[key] !== undefined || item['$patch'])),
  )
}
