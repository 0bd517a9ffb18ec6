// The classes, with a guard where the generated glue has none: it takes whatever it is given for
// text, and wasm that is handed something else cannot be used again.
import { Ledger, Sandbox } from './grantscope.js'

// Longer than any name or id can be, and short enough to be handed over at any rate.
const LONGEST_NAME = 1000

const { allows } = Ledger.prototype

Ledger.prototype.allows = function (method, channel, user) {
  check('method', method)
  if (channel != null) check('channel', channel)
  if (user != null) check('user', user)
  return allows.call(this, method, channel, user)
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
