// Sends a connection its last answer. What its client still sends is taken for a moment and thrown away: to a connection
// that is closed over unread data the kernel sends a reset, which can overtake the answer.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from '../../shared/clock.ts'
import type { Refusal } from './unserved.ts'

const lingerMs = 500

export function endWith(socket: Socket, { status, headers, body }: Refusal, { clock }: { clock: Clock }): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  // The parser has failed, and would fail again with all that comes.
  socket.removeAllListeners('data')
  socket.on('readable', () => discard(socket))
  // The server no longer listens for it, and its client may have gone.
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
  discard(socket)
  void clock.sleep(lingerMs).then(() => socket.destroy())
}

function discard(socket: Socket): void {
  while (socket.read() !== null);
}
