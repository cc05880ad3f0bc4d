// The port of the API while the demo keeps running: the one that was asked for, else the usual one, else any that is free.
import { createServer } from 'node:net'

export type ChosenPort = {
  port: string
  /** A sentence where it is not the usual one though nobody asked for another. */
  note?: string
}

const usual = 5000

/** A port that was asked for is taken as it is: functions say so where it is not free. */
export async function choosePort(asked: string | undefined): Promise<ChosenPort> {
  if (asked) return { port: asked }
  if (await isFree(usual)) return { port: String(usual) }
  return {
    port: '0',
    note: `Port ${usual} is taken by another program, so the API gets another one; PORT=N chooses it.`,
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
