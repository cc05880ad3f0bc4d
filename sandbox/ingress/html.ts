// A small page that says what it is.

export function html(title: string, paragraphs: string[]): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family: sans-serif; max-width: 40em; margin: 4em auto">
<h1>${escaped(title)}</h1>
${body}
<p><em>This is a simulated store: it sells nothing, and nothing runs behind this page.</em></p>
</body>
</html>
`
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
