// Stops Node from opening its debugger on SIGUSR1: anyone who reaches that port can read the program's secrets and run code.

/** Node opens it only when nothing else listens for the signal. */
export function refuseDebugger(): void {
  process.on('SIGUSR1', () => {})
}
