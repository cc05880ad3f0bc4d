// The -f flags of Helm, which reads each as a line of comma-separated values.

/** A path with a comma or a quote would be taken apart. */
export function valuesFlags(files: readonly string[]): string[] {
  return files.flatMap((file) => ['-f', quote(file)])
}

function quote(file: string): string {
  return /[",\r\n]/.test(file) ? `"${file.replaceAll('"', '""')}"` : file
}
