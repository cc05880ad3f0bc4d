// Sends bytes to a server as they are.
import { connect, type Socket } from 'node:net'

/** `answer` is what has come back so far; `ended` that no more comes, `closed` that the connection is gone. */
export type Spoken = { socket: Socket; answer: string; ended: boolean; closed: boolean }

export function speak(url: string, text: string): Spoken {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  const state = { socket, answer: '', ended: false, closed: false }
  socket.on('data', (data) => {
    state.answer += data
  })
  socket.on('end', () => {
    state.ended = true
  })
  socket.on('close', () => {
    state.closed = true
  })
  socket.on('error', () => {})
  socket.write(text)
  return state
}
