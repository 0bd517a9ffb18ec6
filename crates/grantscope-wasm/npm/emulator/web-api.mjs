// The Web API: a request as the model reads it, and its answer on the wire. Every call passes here, so
// nothing is made that can be left out. Not here: what calls mean.
import { json } from './http.mjs'

// Responses differ in their bodies; their heads are few.
const heads = new Map()
const MOST_HEADS = 100

export function call(world, log, request, response, body) {
  const began = performance.now()
  const { method, url } = request
  const answer = world.exchange(headOf(request), body)
  const status = respond(response, answer)
  const path = url.split('?', 1)[0]
  log.add({ from: 'app', method, path, status, step: world.steps, took: performance.now() - began })
}

/** Sends a response that the model wrote: status, headers, an empty line, the body. */
export function respond(response, text) {
  const end = text.indexOf('\n\n')
  const { status, headers } = headWritten(text.slice(0, end))
  const body = text.slice(end + 2)
  response.writeHead(status, [...headers, 'Content-Length', String(Buffer.byteLength(body))])
  response.end(body)
  return status
}

/** What went wrong besides what Slack would say. */
export function failed(response, { code = 'broken', message }) {
  json(response, { broken: 500, not_modelled: 501, script_full: 507 }[code] ?? 400, { ok: false, error: code, message })
}

function headOf({ method, url, rawHeaders }) {
  let head = `${method} ${url}`
  for (let index = 0; index < rawHeaders.length; index += 2) head += `\n${rawHeaders[index]}: ${rawHeaders[index + 1]}`
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
