// An endpoint that shows the document of all endpoints, made like one that is served by itself.
import { documentOf } from '../app.ts'
import type { Deps, DocumentDeps } from '../http/deps.ts'

export function documented<Made>(make: (deps: DocumentDeps) => Made): (deps: Deps) => Made {
  return (deps) => make({ ...deps, document: documentOf(deps) })
}
