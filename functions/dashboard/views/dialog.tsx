// A dialog over the page: the browser keeps the focus in it, closes it by Esc, and gives the focus back.
import type { Child } from 'hono/jsx'
import { useEffect, useRef } from 'hono/jsx/dom'

export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children?: Child }) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  const outside = (event: MouseEvent) => {
    if (event.target === ref.current) onClose()
  }
  return (
    <dialog ref={ref} aria-labelledby="dialog-title" onClose={onClose} onMouseDown={outside}>
      <div class="dialog">
        <h2 id="dialog-title">{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
