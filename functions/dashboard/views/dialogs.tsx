// The dialog that is open, if one is.
import type { Actions } from '../state/actions.ts'
import type { State } from '../state/state.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { HelpDialog } from './help-dialog.tsx'

export function Dialogs({ state, actions }: { state: State; actions: Actions }) {
  const { open } = state
  switch (open?.kind) {
    case undefined:
      return null
    case 'create':
      return <CreateDialog overview={state.overview} actions={actions} />
    case 'cancel':
      return <CancelDialog operation={open.operation} name={open.name} actions={actions} />
    case 'delete':
      return <DeleteDialog store={open.store} actions={actions} />
    case 'help':
      return <HelpDialog shortcuts={state.shortcuts} actions={actions} />
  }
}
