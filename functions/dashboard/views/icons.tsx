// Small drawings that stand beside words, never instead of them; so none of them is read out.
import type { GroupKey } from '../state/lists.ts'

const paths = {
  ready: 'M3 8.5 6.5 12 13 4.5',
  failed: 'M4 4l8 8M12 4l-8 8',
  degraded: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1',
  deleting: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9',
  provisioning: 'M8 2a6 6 0 1 1-6 6',
  deleted: 'M3 8h10',
  suspended: 'M5.5 3.5v9M10.5 3.5v9',
  external: 'M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 14 14',
  plus: 'M8 3v10M3 8h10',
  back: 'M10 3 5 8l5 5',
  keyboard: 'M1.5 4h13v8h-13zM4 7h.1M6.7 7h.1M9.3 7h.1M12 7h.1M5 9.7h6',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  dot: 'M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
} as const
export type IconName = keyof typeof paths

export function Icon({ name, turning = false }: { name: IconName; turning?: boolean }) {
  return (
    <svg class={turning ? 'icon turning' : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}

export const iconOf: Record<GroupKey, IconName> = {
  ready: 'ready',
  failed: 'failed',
  degraded: 'degraded',
  deleting: 'deleting',
  provisioning: 'provisioning',
  suspended: 'suspended',
  deleted: 'deleted',
}

export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d="M8 13.5 10 8h12l2 5.5M8 13.5a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M9.5 17v7h13v-7" />
    </svg>
  )
}
