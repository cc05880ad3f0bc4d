// Keeps Node from opening its debugger at SIGUSR1: whoever reaches that port has the program's secrets and can run code in it.

/** Node opens it only where nobody else listens to the signal. */
export function refuseDebugger(): void {
  process.on('SIGUSR1', () => {})
}
