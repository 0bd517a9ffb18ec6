// Requests as they come from whoever finds the port: from whom, how large, how slow. What is refused is
// told why; what is no HTTP is told so and closed. Not here: what requests mean.
import { createServer, STATUS_CODES } from 'node:http'

/** The most bytes in a body. */
export const LARGEST_BODY = 1 << 20

const LARGEST_HEAD = 16 << 10
const MOST_CONNECTIONS = 1000
// In milliseconds.
const TIMEOUTS = { headersTimeout: 5000, requestTimeout: 10_000, keepAliveTimeout: 5000, connectionsCheckingInterval: 1000 }
const LINGER = 500
// Whoever calls us by another name was led here by somebody's name server.
const OWN_NAME = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
const BROKEN = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** A server that calls `answer(request, response, body)` with each request that may come in. */
export function server(answer) {
  const http = createServer({ ...TIMEOUTS, maxHeaderSize: LARGEST_HEAD }, (request, response) => {
    const { host = '' } = request.headers
    if (!OWN_NAME.test(host)) {
      return refuse(request, response, 421, `expected \`127.0.0.1\` or \`localhost\` as the host, got \`${host}\``)
    }
    read(request, response, (body) => answer(request, response, body))
  })
  http.maxConnections = MOST_CONNECTIONS
  http.on('clientError', (error, socket) => hangUp(socket, BROKEN[error.code] ?? 400))
  return http
}

/** Whether a browser says that a page of another origin sent this. Programs say nothing. */
export function comesFromElsewhere({ headers }) {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (origin !== undefined && origin !== `http://${host}`) return true
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** Refuses a request without reading on. */
export function refuse(request, response, status, message) {
  response.setHeader('Connection', 'close')
  json(response, status, { error: 'refused', message })
  // Time to read the answer, and no more.
  request.resume()
  setTimeout(() => request.socket.destroy(), LINGER).unref()
}

export function json(response, status, value) {
  send(response, status, { 'Content-Type': 'application/json; charset=utf-8' }, typeof value === 'string' ? value : JSON.stringify(value))
}

export function send(response, status, headers, body) {
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(body), 'X-Content-Type-Options': 'nosniff', ...headers })
  response.end(body)
}

function read(request, response, then) {
  const { 'content-length': length = 0, 'transfer-encoding': inParts } = request.headers
  if (Number(length) > LARGEST_BODY) return tooLarge(request, response)
  if (Number(length) === 0 && inParts === undefined) return then(Buffer.alloc(0))
  const chunks = []
  let size = 0
  request.on('data', (chunk) => {
    size += chunk.length
    if (size <= LARGEST_BODY) chunks.push(chunk)
    else if (!response.headersSent) tooLarge(request, response)
  })
  request.on('end', () => {
    if (size <= LARGEST_BODY) then(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
  })
}

function tooLarge(request, response) {
  refuse(request, response, 413, `expected a body of at most ${LARGEST_BODY} bytes, got more`)
}

function hangUp(socket, status) {
  if (!socket.writable) return socket.destroy()
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  socket.end(head, () => socket.destroy())
}
