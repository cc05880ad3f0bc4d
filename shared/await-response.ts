// The answer of an HTTP request, or an error: also where the server answers with an upgrade, or closes before it answers.
import type { ClientRequest, IncomingMessage } from 'node:http'

/** Rejects with what the request says, with code EUPGRADE for an upgrade that nobody asked for, or with ECONNRESET. */
export function awaitResponse(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request
      .once('response', resolve)
      .on('error', reject)
      // Without a listener Node closes the socket and tells nobody.
      .once('upgrade', (_, socket) => {
        socket.destroy()
        reject(coded('EUPGRADE', 'the answer asks for another protocol'))
      })
      .once('close', () => reject(coded('ECONNRESET', 'the connection was closed without an answer')))
  })
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
