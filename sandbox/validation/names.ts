// The forms of names and labels, in the real server's words.

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const labelText = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`
const subdomainText = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${label}(\\.${label})*')`
const serviceText =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
const valueText = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${qualified})?')`
const keyText = `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualified}')`

type Check = (text: string) => string[]

const form =
  (pattern: string, text: string, longest: number): Check =>
  (value) => [
    ...(new RegExp(`^${pattern}$`).test(value) ? [] : [text]),
    ...(value.length > longest ? [`must be no more than ${longest} characters`] : []),
  ]

export const dnsLabel = form(label, labelText, 63)
export const dnsSubdomain = form(`${label}(\\.${label})*`, subdomainText, 253)
export const serviceName = form('[a-z]([-a-z0-9]*[a-z0-9])?', serviceText, 63)
export const labelValue = form(`(${qualified})?`, valueText, 63)

export const pathSegment: Check = (value) => (/[/%]|^\.{1,2}$/.test(value) ? ["may not contain '/' or '%'"] : [])

export function labelKey(key: string): string[] {
  const parts = key.split('/')
  const name = parts.pop() ?? ''
  const prefix = parts.length === 1 ? dnsSubdomain(parts[0] ?? '').map((text) => `prefix part ${text}`) : []
  return [...(parts.length > 1 ? [keyText] : prefix), ...form(qualified, keyText, 63)(name)]
}
