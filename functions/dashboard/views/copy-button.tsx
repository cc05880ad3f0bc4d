// A button that puts a text into the clipboard, and says whether it did.
import { useState } from 'hono/jsx/dom'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { Icon, type IconName } from './icons.tsx'

const saidForMs = 1_600

export function CopyButton({ text, what, actions }: { text: string; what: string; actions: Actions }) {
  const [icon, setIcon] = useState<IconName>('copy')
  const copy = async () => {
    const copied = await write(text)
    setIcon(copied ? 'ready' : 'failed')
    actions.say(copied ? texts.copy.done : texts.copy.failed)
    setTimeout(() => setIcon('copy'), saidForMs)
  }
  const label = texts.copy.label(what)
  return (
    <button type="button" class="quiet icon-only" onClick={copy} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}

/** Where the page is not served over https the browser has no clipboard. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
