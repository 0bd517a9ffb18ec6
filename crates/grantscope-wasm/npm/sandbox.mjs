// `Sandbox`, as the package has it: with requests, and a guard where the generated glue has none.
import { consent, exchange, Sandbox } from './grantscope.js'
import { fault, guard, known } from './guard.mjs'

// Where a person who answers the consent page sends the form.
const CONSENT = '/oauth/authorize'

// A request and a response as the web has them. A body that comes in slowly holds up nobody else.
Sandbox.prototype.fetch = async function (request, options = {}) {
  const { after = 0 } = known('fetch', options, ['after'])
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

guard(Sandbox, 'sandbox')

export { Sandbox }
