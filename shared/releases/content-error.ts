// A release's content that cannot be read, kept or used: the message names the file or the fault, and the cure.

export class ReleaseContentError extends Error {
  override readonly name = 'ReleaseContentError'
}
