// Which files of a chart Helm leaves out by .helmignore, so that a change of a README is no new release.

export type IsIgnored = (path: string, isFolder: boolean) => boolean

/**
 * Names with `*` and `?`, a slash in front or behind, as Helm reads them. What it does not understand it keeps in: .helmignore
 * is part of the release, and Helm applies it again.
 */
export function readIgnores(text: string): IsIgnored {
  const rules = [...text.split('\n').flatMap(toRule), ...toRule('templates/.?*')]
  return (path, isFolder) => rules.some((rule) => (isFolder || !rule.foldersOnly) && rule.matches(path))
}

type Rule = { foldersOnly: boolean; matches: (path: string) => boolean }

function toRule(line: string): Rule[] {
  const pattern = line.trim()
  if (pattern === '' || /^[#!]|[[\]\\]|\*\*/.test(pattern)) return []
  const foldersOnly = pattern.endsWith('/')
  const bare = foldersOnly ? pattern.slice(0, -1) : pattern
  const expression = toExpression(bare.replace(/^\//, ''))
  if (bare.includes('/')) return [{ foldersOnly, matches: (path) => expression.test(path) }]
  return [{ foldersOnly, matches: (path) => expression.test(path.slice(path.lastIndexOf('/') + 1)) }]
}

function toExpression(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
  return new RegExp(`^${source}$`, 's')
}
