// Assertions for tests: may the app make this call, because of what not, and did this reach it? One that
// fails prints why, in the model's words. Not here: deciding, which the model does.
import { delivered as told, matches, posted, shown } from './assert/deliveries.mjs'
import { asked, explained } from './assert/explained.mjs'

// How long a server may take to post, in milliseconds: an event is tried again after that.
const PATIENCE = 3000
const PAUSE = 10

/** The app may make this call. `subject` is a sandbox, a ledger or a server. */
export function allowed(subject, question) {
  const answer = subject.explain(question)
  if (!answer.allowed) fail(allowed, `expected ${asked(question)} to be allowed, but it is denied`, explained(subject, answer))
}

/** The app may not make this call, because of all the rules that are named by their ids. */
export function denied(subject, question, ...because) {
  const answer = subject.explain(question)
  const expected = `expected ${asked(question)} to be denied`
  if (answer.allowed) fail(denied, `${expected}, but it is allowed`, explained(subject, answer))
  const ids = answer.because.map(({ id }) => id)
  if (because.every((id) => ids.includes(id))) return
  fail(denied, `${expected} because of ${quoted(because)}, but it is because of ${quoted(ids)}`, explained(subject, answer))
}

/**
 * This reached the app: an event's type, or some fields of what is posted. Of an outcome and of a
 * sandbox at once; of a server as a promise, kept when the app answered well.
 */
export function delivered(subject, expected) {
  mustSaySomething(expected)
  if (typeof subject.requests === 'function') return deliveredBy(subject, expected)
  const steps = typeof subject.history === 'function' ? subject.history().map(({ outcome }) => outcome) : [subject]
  if (steps.some(({ deliveries }) => deliveries.some((delivery) => matches(told(delivery), expected)))) return
  fail(delivered, `expected ${shown(expected)} to be delivered, but it was not`, listed(steps))
}

/** Whatever reached the app would be what was expected. */
function mustSaySomething(expected) {
  if (typeof expected === 'string' ? expected !== '' : expected !== null && typeof expected === 'object' && Object.keys(expected).length > 0) return
  throw Object.assign(new TypeError(`expected an event's type, or some fields of what is posted, got ${shown(expected)}`), { code: 'bad_input' })
}

async function deliveredBy(server, expected) {
  const isThere = () => server.requests().some((request) => matches(posted(request), expected))
  for (const began = performance.now(); !isThere(); ) {
    if (performance.now() - began > PATIENCE) {
      const posts = server.requests().filter(({ to }) => to === 'app').map(({ type, url, status, reason }) => {
        return `  ${type} to ${url}: ${status ?? 'no answer'}${reason ? `, ${reason}` : ''}`
      })
      fail(delivered, `expected ${shown(expected)} to be posted and answered well, but it was not`, ['posted', ...none(posts)])
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
}

function listed(steps) {
  const lines = steps.flatMap(({ sentence, deliveries }) => {
    return [`  ${sentence}`, ...deliveries.map((delivery) => `    ${shown(told(delivery, true))}`)]
  })
  return ['what happened, and what followed', ...none(lines)]
}

function none(lines) {
  return lines.length > 0 ? lines : ['  nothing']
}

function quoted(ids) {
  return ids.map((id) => `\`${id}\``).join(', ')
}

function fail(from, message, lines) {
  const error = Object.assign(new Error(`${message}\n\n${lines.join('\n')}\n`), { code: 'ERR_ASSERTION' })
  error.name = 'AssertionError'
  // The test's own line comes first, where errors can be told so.
  Error.captureStackTrace?.(error, from)
  throw error
}
