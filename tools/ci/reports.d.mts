/** Files whose test failed, as absolute paths; none where there is no report or where too many failed. */
export function filesToRunAgain(report: string): string[]
