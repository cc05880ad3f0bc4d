// A page that people write, with one part that is generated, between two marks.
export function replaceSection(page: string, name: string, body: string): string {
  const [start, end] = [`<!-- ${name}: written by \`npm run generate\` -->\n`, `<!-- end of ${name} -->`]
  const [before, rest] = page.split(start)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`the page lacks ${start.trim()} and ${end}, between which the generated part belongs`)
  return `${before}${start}${body}${end}${after}`
}
