// The page at /: a frame that stands before the script runs, and says so where none does.
import { html } from 'hono/html'

/** The addresses are relative to the page's own. */
export function dashboardPage({ script, style, icon }: Record<'script' | 'style' | 'icon', string>): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Stores · Storeplane</title>
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body>
<div id="app"><header class="top"><span class="brand">Storeplane</span></header>
<noscript><p class="plain">The dashboard needs JavaScript. Without it, use the API or the command line: storeplane list.</p></noscript></div>
</body>
</html>
`)
}
