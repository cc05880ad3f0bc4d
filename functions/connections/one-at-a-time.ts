// Answers the requests of a connection one after the other, and reads no further while one has not been answered: what a
// client sends without reading waits in the kernel, at that client's cost.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { takeTurns } from './take-turns.ts'

export type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void
export type Connections = {
  /** A listener for `request` and its like: `answer` is called when all earlier requests of the connection are answered. */
  oneAtATime(answer: Answer): Answer
  /** Whether what comes next is not read yet: its request may take its time. */
  isAnswering(socket: Socket): boolean
  /** Of what comes next nothing can be read: `end` is called when all that could be is answered, unless an answer has broken off. */
  endBehindAnswers(socket: Socket, end: () => void): void
}

type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse; answer: Answer }
type Connection = { exchanges: Exchange[]; waitsForTurn: boolean; end: (() => void) | undefined }
type Open = Map<Socket, Connection>
type Queue = { open: Open; later: (task: () => void) => void }

/** Node's parser hands out every request of what it is given, so it is given little: a dozen of the shortest requests. */
const readBytes = 256

/** `max` connections at once: with no place free the one that is longest without a request goes, else the newcomer; `closed` hears of each. */
export function openConnections(server: Server, { max, closed }: { max: number; closed: () => void }): Connections {
  const open: Open = new Map()
  const queue = { open, later: takeTurns() }
  server.maxConnections = max
  server.on('drop', closed)
  server.on('connection', (socket: Socket) => {
    open.set(socket, { exchanges: [], waitsForTurn: false, end: undefined })
    if (open.size >= max) makeRoom(open, closed)
    // With a listener for `readable` the server's own listener for `data` gets what is read here, and nothing else.
    for (const event of ['readable', 'resume']) socket.on(event, () => readOn(open, socket))
    socket.on('close', () => open.delete(socket))
  })
  return {
    oneAtATime: (answer) => (incoming, outgoing) => enqueue(queue, { incoming, outgoing, answer }),
    isAnswering: (socket) => open.get(socket)?.exchanges[0]?.incoming.complete ?? false,
    endBehindAnswers: (socket, end) => endBehindAnswers(open.get(socket), socket, end),
  }
}

function makeRoom(open: Open, closed: () => void): void {
  const idle = longestIdle(open)
  if (idle === undefined || idle.destroyed) return
  idle.destroy()
  closed()
}

/** They are in the order in which they became idle. */
function longestIdle(open: Open): Socket | undefined {
  for (const [socket, { exchanges }] of open) if (exchanges.length === 0) return socket
  return undefined
}

function enqueue(queue: Queue, exchange: Exchange): void {
  const connection = queue.open.get(exchange.incoming.socket)
  connection?.exchanges.push(exchange)
  if (connection?.exchanges.length === 1) begin(queue, connection, exchange)
}

/** What comes without a pause behind an answer, pipelined, does not go on in the same turn of the event loop. */
function begin(queue: Queue, connection: Connection, { incoming, outgoing, answer }: Exchange): void {
  const { socket } = incoming
  outgoing.once('close', () => {
    connection.exchanges.shift()
    connection.waitsForTurn = connection.exchanges.length > 0 || socket.readableLength > 0
    if (connection.waitsForTurn) queue.later(() => goOn(queue, connection, socket))
    else goOn(queue, connection, socket)
  })
  answer(incoming, outgoing)
}

function goOn(queue: Queue, connection: Connection, socket: Socket): void {
  const [next] = connection.exchanges
  connection.waitsForTurn = false
  if (socket.destroyed) return
  if (next !== undefined) begin(queue, connection, next)
  else if (connection.end !== undefined) connection.end()
  else {
    // Behind all others that are idle.
    queue.open.delete(socket)
    queue.open.set(socket, connection)
    readOn(queue.open, socket)
  }
}

function readOn(open: Open, socket: Socket): void {
  while (mayRead(open.get(socket))) if (socket.read(Math.min(readBytes, socket.readableLength)) === null) return
  // On an empty buffer this takes nothing, and makes Node report that the client has ended its side.
  if (socket.readableLength === 0) socket.read(0)
}

/** A body is read as fast as it is taken. */
function mayRead(connection: Connection | undefined): boolean {
  if (connection === undefined || connection.waitsForTurn || connection.end !== undefined) return false
  const last = connection.exchanges.at(-1)?.incoming
  return last === undefined || (!last.complete && last.readableLength < last.readableHighWaterMark)
}

function endBehindAnswers(connection: Connection | undefined, socket: Socket, end: () => void): void {
  if (connection === undefined || connection.end !== undefined) return
  connection.end = end
  const { exchanges } = connection
  const broken = exchanges.at(-1)
  if (broken === undefined) end()
  else if (broken.incoming.complete) return
  else if (exchanges.length > 1) exchanges.pop()
  else if (broken.outgoing.headersSent) socket.destroy()
  else abandon(broken, socket)
}

/** The request never arrived whole: its handler is told, through `close`, that the client has left. */
function abandon({ outgoing }: Exchange, socket: Socket): void {
  outgoing.detachSocket(socket)
  outgoing.emit('close')
}
