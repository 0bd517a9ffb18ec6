// The Web API: a request as the model reads it, and its answer on the wire. Every call passes here, so
// nothing is made that can be left out. Not here: what calls mean.
import { json } from './http.mjs'

// Responses differ in their bodies; their heads are few.
const heads = new Map()
const MOST_HEADS = 100

let ready = []

/** Answers calls of the Web API. */
export function calls(world, log) {
  const headersRead = world.headersRead()
  return (request, response, body) => {
    const began = performance.now()
    const { method, url } = request
    const status = respond(response, world.exchange(headOf(request, headersRead), body))
    const path = url.split('?', 1)[0]
    log.add({ from: 'app', method, path, status, step: world.steps, took: performance.now() - began })
  }
}

/** Sends a response that the model wrote: status, headers, an empty line, the body. */
export function respond(response, text) {
  const end = text.indexOf('\n\n')
  const { status, headers } = headWritten(text.slice(0, end))
  const body = text.slice(end + 2)
  response.writeHead(status, [...headers, 'Content-Length', String(Buffer.byteLength(body))])
  // What came at once is answered at once: to wake whoever waits is what a response costs most.
  if (ready.push([response, body]) === 1) setImmediate(sendReady)
  return status
}

/** What went wrong besides what Slack would say. */
export function failed(response, { code = 'broken', message }) {
  json(response, { broken: 500, not_modelled: 501, script_full: 507 }[code] ?? 400, { ok: false, error: code, message })
}

function sendReady() {
  const all = ready
  ready = []
  for (const [response, body] of all) response.end(body)
}

function headOf({ method, url, headers }, headersRead) {
  let head = `${method} ${url}`
  for (const name of headersRead) {
    const value = headers[name]
    if (value !== undefined) head += `\n${name}: ${value}`
  }
  return head
}

function headWritten(text) {
  const known = heads.get(text)
  if (known) return known
  const [status, ...lines] = text.split('\n')
  const head = { status: Number(status), headers: lines.flatMap((line) => /^(.*?): (.*)$/.exec(line).slice(1)) }
  if (heads.size < MOST_HEADS) heads.set(text, head)
  return head
}
