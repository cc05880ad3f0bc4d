// Names and values of a list of facts, each value with a button that copies it.
import type { Actions } from '../state/actions.ts'
import { CopyButton } from './copy-button.tsx'

export function CopiedFacts({ facts, actions }: { facts: readonly (readonly [string, string])[]; actions: Actions }) {
  return (
    <>
      {facts.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd class="copied">
            <code>{value}</code>
            <CopyButton text={value} what={name} actions={actions} />
          </dd>
        </>
      ))}
    </>
  )
}
