// Looks for a store's credentials in a text, in every form in which a program may have written them.

export const base64 = (text: string) => Buffer.from(text).toString('base64')

export const encodings = (secret: string) => [secret, base64(secret), encodeURIComponent(secret)]

/** Names of the secrets in a text; in base64 a part that no neighbour changes is looked for, at each of its three places. */
export function leaks(text: string, secrets: Record<string, string>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => {
      const inner = [0, 1, 2].map((shift) => base64(`${' '.repeat(shift)}${secret}`).slice(shift + 1, 36))
      return [secret, ...inner, encodeURIComponent(secret)].some((form) => text.includes(form))
    })
    .map(([name]) => name)
}

/** The same, and also for a part of one, as a cut in the middle of it leaves. */
export function partsOf(secret: string, length = 12): string[] {
  return Array.from({ length: secret.length - length + 1 }, (_, at) => secret.slice(at, at + length))
}
