// Asks whether an operation is really to end before it is done.
import type { Operation } from '../api/shapes.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

export function CancelDialog({ operation, name, actions }: { operation: Operation; name: string; actions: Actions }) {
  const title = texts.cancel.title(texts.operation.kind[operation.kind], name)
  return (
    <ConfirmDialog words={{ ...texts.cancel, title }} confirm={() => actions.cancel(operation.id)} actions={actions} />
  )
}
