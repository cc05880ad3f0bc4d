// The one place that a screen reader listens to.

export function Announced({ text }: { text: string }) {
  return (
    <div class="unseen" role="status" aria-live="polite" id="announced">
      {text}
    </div>
  )
}
