// The keys that lead through the page, and the switch that turns them off.
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { Dialog } from './dialog.tsx'
import { writeShortcuts } from './keys.ts'

export function HelpDialog({ shortcuts, actions }: { shortcuts: boolean; actions: Actions }) {
  const turn = (event: Event) => {
    const on = (event.target as HTMLInputElement).checked
    writeShortcuts(on)
    actions.setShortcuts(on)
  }
  return (
    <Dialog title={texts.help.title} onClose={actions.close}>
      <dl class="keys">
        {texts.help.keys.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(/\s+/).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={shortcuts} onInput={turn} />
        {texts.help.on}
      </label>
      <p class="buttons">
        <button type="button" class="main" onClick={actions.close}>
          {texts.help.close}
        </button>
      </p>
    </Dialog>
  )
}
