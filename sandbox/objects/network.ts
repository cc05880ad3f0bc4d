// Services and Ingresses: the fields that the sandbox itself reads.
import type { KubeObject, Labels } from './object.ts'

export interface Service extends KubeObject {
  spec: {
    selector?: Labels
    type?: string
    clusterIP?: string
    ports?: { name?: string; port: number; targetPort?: number | string; protocol?: string }[]
  }
}

export interface IngressPath {
  path?: string
  pathType?: string
  backend?: { service?: { name: string; port?: { number?: number; name?: string } } }
}

export interface Ingress extends KubeObject {
  spec: {
    ingressClassName?: string
    defaultBackend?: IngressPath['backend']
    rules?: { host?: string; http?: { paths: IngressPath[] } }[]
  }
  status?: { loadBalancer?: { ingress?: { ip: string }[] } }
}
