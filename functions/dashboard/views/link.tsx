// A link to a view of this page: it moves without a reload, and opens elsewhere when the reader wants that.
import type { Child } from 'hono/jsx'
import { hrefOf, type Route } from '../lib/route.ts'
import type { Actions } from '../state/actions.ts'

type Props = { to: Route; actions: Actions; class?: string; id?: string; children?: Child; current?: boolean }

export function ViewLink({ to, actions, children, current, ...more }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    actions.go(to)
  }
  return (
    <a href={hrefOf(to)} onClick={follow} {...more} aria-current={current ? 'page' : null}>
      {children}
    </a>
  )
}
