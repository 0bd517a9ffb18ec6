// `Ledger`, as the package has it: texts become integers here, because a text is what a call into
// wasm pays for. An id is two integers of six characters each, a method its place in the catalogue,
// a handle what it is. Not here: any decision.
import { Ledger, placeOfMethod, startingFrom } from './grantscope.js'
import { fault, freed, guard, LONGEST_NAME } from './guard.mjs'

const ANSWERS = ['info', 'usersList', 'oauthAccess']
// No handle is smaller, and no place of a method larger.
const SMALLEST_HANDLE = 1 << 22
const FOREIGN = 2
// What a method is about: neither, or one of these. Its place is below.
const CHANNEL = 1
const USER = 2
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
// The id `0`, which nobody has: what is no id stands for it.
const NOBODY = RADIX ** (HALF - 1)

// As many as the catalogue has methods: what is none is not kept.
const places = new Map()
const subjects = new Uint8Array(PLACE + 1)
const encoder = new TextEncoder()
let second = 0

const { from } = Ledger
const { applyPiece, decideAll, decideLines, handleOfId, handleOfMethod, knows } = Ledger.prototype
for (const name of ['applyPiece', 'decide', 'decideAll', 'decideHandles', 'decideLines', 'handleOfId', 'handleOfMethod', 'knows']) delete Ledger.prototype[name]
guard(Ledger, 'ledger')

// One answer of `apps.permissions.info`, which says `ok`; or the answers of several calls by name.
Ledger.from = function (told) {
  const answers = typeof told === 'object' && told !== null && !('ok' in told) && ANSWERS.some((name) => name in told)
  return answers ? startingFrom(told) : from.call(this, told)
}

Object.assign(Ledger.prototype, {
  allowsMany(methods, channels, users) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    for (const [name, handles] of Object.entries({ methods, channels, users })) {
      if (!(handles instanceof Uint32Array)) throw fault('bad_input', `expected \`${name}\` as a \`Uint32Array\` of handles, got ${kind(handles)}`)
      if (handles.length === methods.length) continue
      throw fault('unequal_lengths', `expected as many \`${name}\` as \`methods\`, which are ${methods.length}, got ${handles.length}`)
    }
    return decideAll.call(this, methods, channels, users)
  },

  allowsLines(questions) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    return decideLines.call(this, bytesOf(questions))
  },

  applyLog(log) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    const bytes = bytesOf(log)
    const taken = new Uint32Array(2)
    try {
      for (let start = 0, end; start < bytes.length; start = end) {
        end = endOfPiece(bytes, start)
        applyPiece.call(this, bytes.subarray(start, end), taken)
      }
    } catch (error) {
      throw Object.assign(error, { applied: taken[1] })
    }
    return taken[1]
  },

  method(name) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    const handle = handleOfMethod.call(this, checked('method', name))
    subjects[(handle - 1) & PLACE] = placeOf(name) >> 8
    return handle
  },

  channel(id) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    return handleOfId.call(this, checked('channel', id))
  },

  user(id) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    return handleOfId.call(this, checked('user', id))
  },
})

/**
 * What is asked most, as a closure over the calls into wasm: only what cannot change is compiled into
 * the loops that ask.
 */
export function ready({ ledger_decide: decide, ledger_decideHandles: decideHandles }) {
  Ledger.prototype.allows = function (method, channel, user) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    if (typeof method === 'number' && typeof channel === 'number' && typeof user === 'number') {
      if ((method | 0) !== method || (channel | 0) !== channel || (user | 0) !== user || channel === 0 || user === 0) throw foreign()
      return isYes(decideHandles(this.__wbg_ptr, method, channel, user))
    }
    let place = method
    let subject = 0
    if (typeof method === 'string') {
      const found = places.get(method) ?? placeOf(method)
      place = found & PLACE
      subject = found >> 8
    } else {
      subject = subjects[(handle('method', method) - 1) & PLACE]
    }
    let first = 0
    let last = 0
    if (subject === CHANNEL) {
      if (typeof channel === 'string') {
        first = packed('channel', channel)
        last = second
      } else if (channel != null) {
        last = handle('channel', channel)
      }
    } else {
      passOver(this, 'channel', channel)
    }
    if (subject === USER) {
      if (typeof user === 'string') {
        first = packed('user', user)
        last = second
      } else if (user != null) {
        last = handle('user', user)
      }
    } else {
      passOver(this, 'user', user)
    }
    return subject >= 0 && isYes(decide(this.__wbg_ptr, place, first, last))
  }
}

function isYes(decided) {
  if (decided === FOREIGN) throw foreign()
  return decided === 1
}

/** What the method is not about has to be sound all the same. */
function passOver(ledger, name, value) {
  if (typeof value === 'string') {
    if (value.length > LONGEST_ID) checked(name, value)
  } else if (value != null && !knows.call(ledger, handle(name, value))) {
    throw foreign()
  }
}

/** The first half of an id. The second is in `second`. */
function packed(name, text) {
  const { length } = text
  let odd = length
  let first = 0
  let at = 0
  second = 0
  if (length > LONGEST_ID) odd = checked(name, text) && ODD
  for (const middle = Math.min(length, HALF); at < middle; at++) {
    const code = text.charCodeAt(at)
    const digit = DIGITS[code & 127]
    odd |= digit | (code & ~127)
    first = (Math.imul(first, RADIX) + digit) | 0
  }
  if (length <= HALF) {
    if (odd === 0 || odd >= ODD) return NOBODY
    return length === HALF ? first : Math.imul(first, POWERS[HALF - length])
  }
  if (odd >= ODD) return NOBODY
  let rest = 0
  for (; at < length; at++) {
    const code = text.charCodeAt(at)
    const digit = DIGITS[code & 127]
    odd |= digit | (code & ~127)
    rest = (Math.imul(rest, RADIX) + digit) | 0
  }
  if (odd >= ODD) return NOBODY
  second = length === LONGEST_ID ? rest : Math.imul(rest, POWERS[LONGEST_ID - length])
  return first
}

function placeOf(method) {
  const place = placeOfMethod(checked('method', method))
  if (place >= 0) places.set(method, place)
  return place
}

function handle(name, value) {
  if (typeof value !== 'number') throw fault('bad_input', `expected \`${name}\` as a text or a handle, got ${kind(value)}`)
  if ((value | 0) !== value || value < SMALLEST_HANDLE) throw foreign()
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

export { Ledger }
