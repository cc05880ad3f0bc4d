// What was seen of a store when it failed, to unfold: text of the cluster, shown as text.
import { texts } from '../texts.ts'

export function Evidence({ text }: { text: string }) {
  return (
    <details class="evidence">
      <summary>{texts.store.evidence}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <pre tabIndex={0}>{readable(text)}</pre>
    </details>
  )
}

/** Evidence that is JSON is set out in lines; anything else stays as it is. */
function readable(text: string): string {
  try {
    return lines(JSON.parse(text), '')
  } catch {
    return text
  }
}

function lines(value: unknown, indent: string): string {
  if (Array.isArray(value))
    return value.map((one) => (isPlain(one) ? `${indent}${one}` : lines(one, indent))).join('\n')
  if (typeof value !== 'object' || value === null) return `${indent}${value}`
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== '')
    .map(([name, one]) =>
      isPlain(one) && !`${one}`.includes('\n')
        ? `${indent}${name}: ${one}`
        : `${indent}${name}:\n${lines(one, `${indent}  `)}`,
    )
    .join('\n')
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}
