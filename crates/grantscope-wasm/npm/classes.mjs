// The classes, with a guard where the generated glue has none: it takes whatever it is given for
// text, and wasm that is handed something else cannot be used again.
import { consent, exchange, Ledger, Sandbox, startingFrom } from './grantscope.js'

// Longer than any name or id can be, and short enough to be handed over at any rate.
const LONGEST_NAME = 1000
// Where a person who answers the consent page sends the form.
const CONSENT = '/oauth/authorize'

const ANSWERS = ['info', 'usersList', 'oauthAccess']

const { from } = Ledger
const { allows } = Ledger.prototype

// One answer of `apps.permissions.info`, which says `ok`; or the answers of several calls by name.
Ledger.from = function (told) {
  const answers = typeof told === 'object' && told !== null && !('ok' in told) && ANSWERS.some((name) => name in told)
  return answers ? startingFrom(told) : from.call(this, told)
}

Ledger.prototype.allows = function (method, channel, user) {
  check('method', method)
  if (channel != null) check('channel', channel)
  if (user != null) check('user', user)
  return allows.call(this, method, channel, user)
}

// A request and a response as the web has them. A body that comes in slowly holds up nobody else.
Sandbox.prototype.fetch = async function (request, { after = 0 } = {}) {
  if (typeof request?.arrayBuffer !== 'function') throw fault('bad_input', `expected a \`Request\`, got \`${typeof request}\``)
  if (!Number.isSafeInteger(after) || after < 0) throw fault('wrong_shape', `\`after\`: expected milliseconds, got \`${after}\``)
  const head = [`${request.method} ${request.url}`, ...[...request.headers].map(([name, value]) => `${name}: ${value}`)]
  const body = new Uint8Array(await request.arrayBuffer())
  const consents = request.method === 'POST' && new URL(request.url, 'https://slack.com').pathname === CONSENT
  return response(consents ? consent(this, after, request.url, body) : exchange(this, after, head.join('\n'), body))
}

function response(text) {
  const end = text.indexOf('\n\n')
  const [status, ...lines] = text.slice(0, end).split('\n')
  const headers = lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)])
  return new Response(text.slice(end + 2), { status: Number(status), headers })
}

function check(name, value) {
  if (typeof value !== 'string') {
    throw fault('bad_input', `expected \`${name}\` as a text, got \`${typeof value}\``)
  }
  if (value.length > LONGEST_NAME) {
    const got = `got ${value.length}`
    throw fault('too_large', `expected \`${name}\` of at most ${LONGEST_NAME} characters, ${got}`)
  }
}

function fault(code, message) {
  return Object.assign(new Error(message), { code })
}

export { Ledger, Sandbox }
