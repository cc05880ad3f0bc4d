// What was seen of a store when it failed, to unfold: text of the cluster, shown as text.
import { texts } from '../texts.ts'

export function Evidence({ text }: { text: string }) {
  return (
    <details class="evidence">
      <summary>{texts.store.evidence}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  )
}
