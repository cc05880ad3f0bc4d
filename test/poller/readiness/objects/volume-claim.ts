// PersistentVolumeClaims in their three phases.
import type { KubeObject } from '../../../../shared/kubernetes/open-cluster.ts'
import { metadataOf } from './workloads.ts'

export const claim = (phase: 'Pending' | 'Bound' | 'Lost', name = 'data-database-0'): KubeObject => ({
  metadata: metadataOf(name, 'database'),
  spec: { storageClassName: 'folder' },
  status: { phase },
})
