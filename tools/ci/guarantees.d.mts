// What the script offers to its test.
type Report = { testResults: { name: string; assertionResults: { title: string; status: string }[] }[] }

export function namedTests(markdown: string): [file: string, name: string][]
export function missingTests(named: [file: string, name: string][], reports: Report[], folder: string): string[]
