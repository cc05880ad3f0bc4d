// The same objects in other forms: metadata alone, or as a table.
import { namespace, type Request } from '../request.ts'

const secrets = `/api/v1/namespaces/${namespace}/secrets`
const as = (kind: string) => ({ accept: `application/json;as=${kind};g=meta.k8s.io;v=v1` })
const owner = `labelSelector=${encodeURIComponent('owner=helm')}`

export const representations: Request[] = [
  { name: 'one as metadata', path: `${secrets}/sh.helm.release.v1.shop.v1`, headers: as('PartialObjectMetadata') },
  { name: 'many as metadata', path: `${secrets}?${owner}`, headers: as('PartialObjectMetadataList') },
  {
    name: 'many as metadata, of all namespaces',
    path: `/api/v1/secrets?${owner}`,
    headers: as('PartialObjectMetadataList'),
  },
  { name: 'many as a table', path: `${secrets}?${owner}`, headers: as('Table') },
  { name: 'a form that nobody knows', path: `${secrets}?${owner}`, headers: { accept: 'application/xml' } },
]
