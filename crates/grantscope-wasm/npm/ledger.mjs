// `Ledger`, as the package has it: texts become integers here, because a text is what a call into
// wasm pays for. An id is two integers of six characters each, a method its place in the catalogue,
// a handle what it is. There are two wasm files with a ledger, so that the generated class is handed over.
// Not here: any decision.
import { fault, freed, guard, LONGEST_NAME } from './guard.mjs'

const ANSWERS = ['info', 'usersList', 'oauthAccess']
// No handle is smaller, and no place of a method larger.
const SMALLEST_HANDLE = 1 << 22
const FOREIGN = 2
// What a method is about: neither, or one of these. Handles have it in their lowest bits, places above.
const CHANNEL = 1
const USER = 2
const SUBJECT = 3
const PLACE = 255
// A log goes into wasm in pieces, whose memory is used again.
const PIECE = 1 << 18
const NEWLINE = 10

const LONGEST_ID = 12
const HALF = 6
const RADIX = 37
// What a character counts; what no id has is at least 64.
const ODD = 64
const DIGITS = new Uint8Array(128).fill(ODD)
for (const [index, digit] of [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].entries()) DIGITS[digit.charCodeAt(0)] = index + 1
const POWERS = Int32Array.from({ length: HALF }, (_, power) => RADIX ** power)
// Six characters come to less than 37⁶, which leaves this free.
const MALFORMED = -1
// The id `0`, which nobody has: what is no id stands for it.
const NOBODY = RADIX ** (HALF - 1)

// As many as the catalogue has methods: what is none is not kept.
const places = new Map()
const encoder = new TextEncoder()
let second = 0

// What of the generated class only this file calls, and where it is kept.
const INNER = ['applyPiece', 'decideAll', 'decideLines', 'desk', 'handleOfId', 'handleOfMethod', 'knows']
const inner = Symbol('inner')

/** The generated ledger, asked and told as the package has it. */
export function ledgerOf({ Ledger, placeOfMethod, startingFrom }) {
  const { from, prototype } = Ledger
  const calls = { placeOfMethod }
  for (const name of INNER) {
    calls[name] = prototype[name]
    delete prototype[name]
  }
  guard(Ledger, 'ledger')
  // One answer of `apps.permissions.info`, which says `ok`; or the answers of several calls by name.
  Ledger.from = function (told) {
    const answers = typeof told === 'object' && told !== null && !('ok' in told) && ANSWERS.some((name) => name in told)
    return answers ? startingFrom(told) : from.call(this, told)
  }
  Object.defineProperty(prototype, inner, { value: calls })
  Object.assign(prototype, WITHOUT_HASTE)
  return Ledger
}

const WITHOUT_HASTE = {
  allowsMany(methods, channels, users) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    for (const [name, handles] of Object.entries({ methods, channels, users })) {
      if (!(handles instanceof Uint32Array)) throw fault('bad_input', `expected \`${name}\` as a \`Uint32Array\` of handles, got ${kind(handles)}`)
      if (handles.length === methods.length) continue
      throw fault('unequal_lengths', `expected as many \`${name}\` as \`methods\`, which are ${methods.length}, got ${handles.length}`)
    }
    return this[inner].decideAll.call(this, methods, channels, users)
  },

  allowsLines(questions) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    return this[inner].decideLines.call(this, bytesOf(questions))
  },

  applyLog(log) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    const bytes = bytesOf(log)
    const taken = new Uint32Array(2)
    try {
      for (let start = 0, end; start < bytes.length; start = end) {
        end = endOfPiece(bytes, start)
        this[inner].applyPiece.call(this, bytes.subarray(start, end), taken)
      }
    } catch (error) {
      throw Object.assign(error, { applied: taken[1] })
    }
    return taken[1]
  },

  method(name) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    return this[inner].handleOfMethod.call(this, checked('method', name))
  },

  channel(id) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    return this[inner].handleOfId.call(this, checked('channel', id))
  },

  user(id) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    return this[inner].handleOfId.call(this, checked('user', id))
  },
}

/**
 * What is asked most, as closures over the calls into wasm: what cannot change is compiled into the loops
 * that ask. Handles alone come first and are few lines, so that even those are.
 */
export function ready(Ledger, { decide, decideHandles }) {
  Ledger.prototype.allows = function (method, channel, user) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    if (typeof method !== 'number' || typeof channel !== 'number' || typeof user !== 'number') return withTexts(this, method, channel, user)
    // As integers, so that nothing is left to find out in the call.
    const m = method | 0
    const c = channel | 0
    const u = user | 0
    if (m !== method || c !== channel || u !== user || c === 0 || u === 0) throw foreign()
    const decided = decideHandles(this.desk ?? found(this), m, c, u)
    if (decided === FOREIGN) throw foreign()
    return decided === 1
  }

  function withTexts(ledger, method, channel, user) {
    const desk = ledger.desk ?? found(ledger)
    let place = method
    let subject = 0
    if (typeof method === 'string') {
      const known = places.get(method) ?? placeOf(ledger, method)
      place = known & PLACE
      subject = known >> 8
    } else {
      subject = handle('method', method) & SUBJECT
    }
    if (subject !== CHANNEL) passOver(ledger, 'channel', channel)
    if (subject !== USER) passOver(ledger, 'user', user)
    if (subject < 0) return false
    let first = 0
    second = 0
    if (subject === CHANNEL) first = halves('channel', channel)
    else if (subject === USER) first = halves('user', user)
    const decided = decide(desk, place, first, second)
    if (decided === FOREIGN) throw foreign()
    return decided === 1
  }
}

/** Whether a value may be a handle: an integer that is neither a place nor none. */
function isHandle(value) {
  return typeof value === 'number' && (value | 0) === value && value >= SMALLEST_HANDLE
}

/** The first half of what names somebody: a text's, or zero. The second, or a handle, is in `second`. */
function halves(name, value) {
  if (typeof value === 'string') return packed(name, value)
  if (value != null) second = handle(name, value)
  return 0
}

/** The number of a ledger's desk, which stays with it. */
function found(ledger) {
  const desk = ledger[inner].desk.call(ledger)
  Object.defineProperty(ledger, 'desk', { value: desk })
  return desk
}

/** What the method is not about has to be sound all the same. */
function passOver(ledger, name, value) {
  if (typeof value === 'string') {
    if (value.length > LONGEST_ID) checked(name, value)
  } else if (value != null && !ledger[inner].knows.call(ledger, handle(name, value))) {
    throw foreign()
  }
}

/** The first half of an id; the second is in `second`. Most ids have nine to eleven characters. */
function packed(name, text) {
  const { length } = text
  second = 0
  if (length > LONGEST_ID) checked(name, text)
  if (length === 0 || length > LONGEST_ID) return NOBODY
  const first = part(text, 0, Math.min(length, HALF))
  if (first === MALFORMED || length <= HALF) return first === MALFORMED ? NOBODY : first
  const rest = part(text, HALF, length)
  if (rest === MALFORMED) return NOBODY
  second = rest
  return first
}

/** Up to six characters as the number that they would be among six. */
function part(text, from, to) {
  let odd = 0
  let number = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    const digit = DIGITS[code & 127]
    odd |= digit | (code & ~127)
    number = (Math.imul(number, RADIX) + digit) | 0
  }
  if (odd >= ODD) return MALFORMED
  return Math.imul(number, POWERS[HALF - to + from])
}

function placeOf(ledger, method) {
  const place = ledger[inner].placeOfMethod(checked('method', method))
  if (place >= 0) places.set(method, place)
  return place
}

function handle(name, value) {
  if (typeof value !== 'number') throw fault('bad_input', `expected \`${name}\` as a text or a handle, got ${kind(value)}`)
  if (!isHandle(value)) throw foreign()
  return value
}

function checked(name, value) {
  if (typeof value !== 'string') throw fault('bad_input', `expected \`${name}\` as a text, got ${kind(value)}`)
  if (value.length <= LONGEST_NAME) return value
  throw fault('too_large', `expected \`${name}\` of at most ${LONGEST_NAME} characters, got ${value.length}`)
}

function bytesOf(text) {
  if (typeof text === 'string') return encoder.encode(text)
  if (ArrayBuffer.isView(text)) return new Uint8Array(text.buffer, text.byteOffset, text.byteLength)
  if (Object.prototype.toString.call(text) === '[object ArrayBuffer]') return new Uint8Array(text)
  throw fault('bad_input', `expected a text or its bytes, got ${kind(text)}`)
}

/** Behind the last line that ends in a piece, or behind the first one if none does. */
function endOfPiece(bytes, start) {
  if (bytes.length - start <= PIECE) return bytes.length
  const last = bytes.lastIndexOf(NEWLINE, start + PIECE)
  const end = last >= start ? last : bytes.indexOf(NEWLINE, start + PIECE)
  return end < 0 ? bytes.length : end + 1
}

function foreign() {
  return fault('foreign_handle', 'expected a handle that this ledger gave out, got another number')
}

function kind(value) {
  return value === null ? '`null`' : `\`${typeof value}\``
}
