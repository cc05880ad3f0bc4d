// Asks for a store: its name, checked as it is typed, with the address that it will have, and its engine.
import { useRef, useState } from 'hono/jsx/dom'
import { asProblem, type Problem } from '../api/problem.ts'
import type { Engine, Overview } from '../api/shapes.ts'
import { offersOf } from '../lib/engines.ts'
import { nameFault, toName } from '../lib/name-rules.ts'
import { onceKey } from '../lib/once.ts'
import type { Actions } from '../state/actions.ts'
import { texts } from '../texts.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem.tsx'

type Faults = { name: string | null; engine: string | null; other: Problem | null }

const none: Faults = { name: null, engine: null, other: null }

export function CreateDialog({ overview, actions }: { overview: Overview | null; actions: Actions }) {
  const [name, setName] = useState('')
  const offers = offersOf(overview)
  const first = offers.find(({ available }) => available) ?? offers[0]
  const [engine, setEngine] = useState<Engine | null>(first?.engine ?? null)
  const [faults, setFaults] = useState<Faults>(none)
  const [busy, setBusy] = useState(false)
  const once = useRef(onceKey())
  const field = useRef<HTMLInputElement>(null)
  const typed = () => {
    const made = toName(field.current?.value ?? '')
    if (field.current && field.current.value !== made) field.current.value = made
    setName(made)
    once.current = onceKey()
    setFaults({ ...none, name: nameFault(made, overview?.reserved_names ?? []) })
  }
  const choose = (one: Engine) => {
    setEngine(one)
    once.current = onceKey()
    setFaults({ ...faults, engine: null })
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const fault = name === '' ? texts.create.faults.empty : nameFault(name, overview?.reserved_names ?? [])
    if (fault !== null) {
      setFaults({ ...none, name: fault })
      field.current?.focus()
      return
    }
    if (engine === null) return
    setBusy(true)
    try {
      await actions.create({ name, engine }, once.current ?? '')
      actions.close()
    } catch (error) {
      setBusy(false)
      setFaults(faultsOf(asProblem(error)))
      field.current?.focus()
    }
  }
  return (
    <Dialog title={texts.create.title} onClose={actions.close}>
      <form onSubmit={submit} noValidate>
        <label for="name">{texts.create.name}</label>
        <input
          id="name"
          ref={field}
          autofocus
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={faults.name === null ? null : 'true'}
          aria-describedby="name-said"
          onInput={typed}
        />
        <p id="name-said" class={faults.name === null ? 'hint' : 'field-fault'} role="status">
          {faults.name ?? hintOf(name, overview)}
        </p>
        {faults.other?.storeId ? (
          <TakenBy id={faults.other.storeId} actions={actions} />
        ) : (
          <ProblemNote problem={faults.other} />
        )}
        <fieldset aria-describedby="engine-said">
          <legend>{texts.create.engine}</legend>
          {offers.map(({ engine: one, label, description, reason }) => (
            <label key={one} class="choice">
              <input type="radio" name="engine" value={one} checked={engine === one} onInput={() => choose(one)} />
              <span>
                <strong>{label}</strong>
                <small>{reason ?? description}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <p id="engine-said" class="field-fault" role="alert">
          {faults.engine}
        </p>
        <p class="buttons">
          <button type="button" onClick={actions.close}>
            {texts.remove.cancel}
          </button>
          <button type="submit" class="main" disabled={busy || engine === null}>
            {busy ? texts.create.submitting : texts.create.submit}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

function TakenBy({ id, actions }: { id: string; actions: Actions }) {
  const look = () => {
    actions.close()
    actions.go({ view: 'store', storeId: id })
  }
  return (
    <p>
      <button type="button" class="small" onClick={look}>
        {texts.create.taken}
      </button>
    </p>
  )
}

function hintOf(name: string, overview: Overview | null): string {
  if (name === '') return texts.create.nameHint
  const template = overview?.poller.url_template
  if (!template) return texts.create.hostUnknown
  return texts.create.host(template.replaceAll('{name}', name))
}

/** What belongs to a field stands at the field. */
function faultsOf(problem: Problem): Faults {
  const at = (field: string) => problem.errors.find(({ pointer }) => pointer === `/${field}`)?.message ?? null
  const engine = problem.code === 'engine_unavailable' ? problem.detail : at('engine')
  const name = problem.code === 'name_taken' ? problem.detail : at('name')
  const told = engine !== null || name !== null
  return { name, engine, other: told && problem.storeId === null ? null : problem }
}
