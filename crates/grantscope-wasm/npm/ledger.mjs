// `Ledger`, as the package has it: texts become integers here, because a text is what a call into
// wasm pays for. An id is three integers of four characters each, a method its place in the catalogue,
// a handle what it is. There are two wasm files with a ledger, so that the generated class is handed over.
// Not here: any decision, and what is remembered of handles (`handles.mjs`).
import { CLASSES } from './eight.mjs'
import { fault, freed, guard, LONGEST_NAME } from './guard.mjs'
import { Handles, YES } from './handles.mjs'

// No handle is smaller, and no place of a method larger.
const SMALLEST_HANDLE = 1 << 22
const FOREIGN = 2
// What a method is about: neither, or one of these. Handles have it in their lowest bits, places above.
const CHANNEL = 1
const USER = 2
const SUBJECT = 3
const NAMES = ['', 'channel', 'user']
const PLACE = 255
// A log goes into wasm in pieces, whose memory is used again.
const PIECE = 1 << 18
const NEWLINE = 10
const MARK = [0xef, 0xbb, 0xbf]

const LONGEST_ID = 12
// What a method is asked about that is about neither: it is read as nobody, whom such a method ignores.
const NO_ID = ''
// What no catalogue has.
const NO_METHOD = ''
const ASCII = 127
// The id `0`, which nobody has: what is no id stands for it.
const NOBODY = 48
// What stands in the place of an id's last characters if the first are a handle.
const HANDLE = -1

// As many as the catalogue has methods: what is none is not kept.
const places = new Map()
// What is no object is read as an answer of `apps.permissions.info`, and told to be none.
const NO_ANSWERS = { ok: undefined }
// Whatever realm it is of, and whatever it says of itself.
const { get: arrayKind } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint32Array.prototype), Symbol.toStringTag)
const encoder = new TextEncoder()
// Without the mark that some editors put before a text.
const decoder = new TextDecoder()
// What is neither a name nor JSON is told as JSON that it is none.
const NAME = /^[A-Za-z][\w.:-]*$/

// What of the generated class only this file calls, and where it is kept.
const INNER = ['apply', 'applyPiece', 'decideLines', 'desk', 'endLog', 'explain', 'free', 'handleOfId', 'handleOfMethod', 'knows', 'look', 'numberHandles']
const inner = Symbol('inner')
// What makes ledgers of other permission systems: the whole wasm file has it, and lends it to the small one.
export const SYSTEMS = Symbol.for('grantscope: systems')

// The number of the ledger that gave out handles last. It begins by chance, because workers count by themselves.
const NUMBERS = Symbol.for('grantscope: numbers of handles')
const MOST_NUMBERS = 2 ** 32

/** The generated ledger, asked and told as the package has it. */
export function ledgerOf({ Ledger, placeOfMethod, startingFrom, startingIn }) {
  const { from, prototype } = Ledger
  const calls = { placeOfMethod }
  for (const name of INNER) {
    calls[name] = prototype[name]
    delete prototype[name]
  }
  guard(Ledger, 'ledger')
  Object.defineProperty(Ledger, SYSTEMS, { value: { startingIn } })
  // One answer of `apps.permissions.info`, which says `ok`; or the answers of several calls by name. Either
  // with a permission system, and as a text.
  Ledger.from = function (told) {
    const { catalogue, ...answers } = outlined(told) ?? NO_ANSWERS
    const lookedUp = byCall(answers)
    sound(lookedUp)
    if (catalogue !== undefined) return ledgerIn(this[SYSTEMS], catalogue, lookedUp)
    if (lookedUp === answers) return returned((back) => startingFrom(told, back))
    return returned((back) => (Object.keys(lookedUp).length > 1 ? startingFrom(lookedUp, back) : from.call(this, told, back)))
  }
  Object.defineProperty(prototype, inner, { value: calls })
  Object.assign(prototype, WITHOUT_HASTE)
  if (Symbol.dispose) prototype[Symbol.dispose] = prototype.free
  return Ledger
}

/** The constructor takes nothing: whoever gives it something is told what does. */
export function withoutOptions(options) {
  if (options === undefined) return
  throw fault('bad_input', 'expected no options: a ledger that starts from answers, or in another permission system, is made by `Ledger.from`')
}

/** The answers by the calls that they are of: that of `apps.permissions.info` may stand as it came, with others beside. */
function byCall(answers) {
  if (!('ok' in answers)) return answers
  const { usersList, oauthAccess, ...info } = answers
  return { info, ...(usersList === undefined ? {} : { usersList }), ...(oauthAccess === undefined ? {} : { oauthAccess }) }
}

/** What failed grants nothing, and who is on another page would count for nobody. */
function sound(lookedUp) {
  for (const [name, answer] of Object.entries(lookedUp)) {
    if (answer?.ok === false) throw fault('wrong_shape', `\`${name}\`: expected the answer of a call that went well, got \`"ok": false\`: look it up again`)
  }
  if (!lookedUp.usersList?.response_metadata?.next_cursor) return
  throw fault('wrong_shape', '`usersList`: expected everybody, got a page with a `next_cursor`: put the `resources` of all pages into one answer, with an empty `next_cursor`')
}

/** A ledger of an app in another permission system than Slack's. `systems` make it, if they are there. */
function ledgerIn(systems, catalogue, lookedUp) {
  if (!systems.startingIn) throw fault('bad_input', 'expected the whole package for a permission system of one\'s own, got the ledger alone: import `Sandbox` of `grantscope` beside `Ledger`')
  const ledger = returned((back) => systems.startingIn(asJson(catalogue), lookedUp, back))
  const { allows } = ledger
  const methods = new Map()
  // A method has its handle there: its place would be one of Slack's catalogue.
  Object.defineProperty(ledger, 'allows', {
    value(method, channel, user) {
      if (typeof method !== 'string') return allows.call(this, method, channel, user)
      const known = methods.get(method) ?? handleIn(this, methods, method)
      return allows.call(this, known ?? NO_METHOD, channel, user)
    },
  })
  return ledger
}

/** The handle of a method; nothing if it is none. */
function handleIn(ledger, methods, method) {
  try {
    methods.set(method, ledger.method(method))
  } catch (error) {
    if (error.code !== 'unknown_method') throw error
  }
  return methods.get(method)
}

/** A catalogue is also called by its name, which is no JSON yet. */
export function asJson(catalogue) {
  return typeof catalogue === 'string' && NAME.test(catalogue) ? JSON.stringify(catalogue) : catalogue
}

/** What an object says, or a text of one; nothing of what is something else, and whoever reads it tells so. */
function outlined(told) {
  try {
    const value = typeof told === 'string' || isBytes(told) ? JSON.parse(decoder.decode(bytesOf(told))) : told
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

const WITHOUT_HASTE = {
  allowsLines(questions) {
    return asked(this, 'decideLines', unmarked(bytesOf(questions)))
  },

  applyLog(log) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    const bytes = bytesOf(log)
    let applied = 0
    let broken
    try {
      for (let start = 0, end; start < bytes.length; start = end) {
        end = endOfPiece(bytes, start)
        applied = asked(this, 'applyPiece', bytes.subarray(start, end))
      }
    } catch (error) {
      broken = error
    }
    this.handles?.forget()
    try {
      applied = this[inner].endLog.call(this)
    } catch (error) {
      // Whatever broke first is told.
      broken ??= error
    }
    if (broken) throw Object.assign(broken, { applied })
    return applied
  },

  apply(envelopes) {
    try {
      return asked(this, 'apply', envelopes)
    } finally {
      // Afterwards, because what is read may ask the ledger.
      this.handles?.forget()
    }
  },

  explain(question) {
    return asked(this, 'explain', question)
  },

  info() {
    return asked(this, 'look', 'info')
  },

  grants() {
    return asked(this, 'look', 'grants')
  },

  stage() {
    return asked(this, 'look', 'stage')
  },

  method(name) {
    return handlesOf(this).ofMethod(asked(this, 'handleOfMethod', checked('method', name)))
  },

  channel(id) {
    return handlesOf(this).ofId(asked(this, 'handleOfId', checked('channel', id)))
  },

  user(id) {
    return handlesOf(this).ofId(asked(this, 'handleOfId', checked('user', id)))
  },

  free() {
    if (this.__wbg_ptr === 0) return
    if (this.handles) this.handles = undefined
    this[inner].free.call(this)
  },
}

/**
 * What is asked most, as closures over the calls into wasm: what cannot change is compiled into the loops
 * that ask. What is remembered of handles is looked up here, in few lines, and without a branch on the answer.
 */
export function ready(Ledger, { classOf, decide }) {
  Ledger.prototype.allows = function (method, channel, user) {
    const { handles } = this
    if (handles === undefined || typeof method !== 'number') return decided(this, method, channel, user) === 1
    if (typeof channel === 'string' && typeof user === 'string') {
      // Nothing of a freed ledger comes here: `free` takes its handles away.
      const subject = method & SUBJECT
      return decidedByText(this, handle('method', method), subject, subject === CHANNEL ? channel : subject === USER ? user : NO_ID) === 1
    }
    if (typeof channel === 'string' || typeof user === 'string') return decided(this, method, channel, user) === 1
    const told = handles.told(method, handles.classOf(channel), handles.classOf(user))
    return told < CLASSES ? told === YES : decided(this, method, channel, user) === 1
  }

  Ledger.prototype.allowsMany = function (methods, channels, users) {
    if (this.__wbg_ptr === 0) throw freed('ledger')
    for (const [name, handles] of Object.entries({ methods, channels, users })) {
      if (arrayKind.call(handles) !== 'Uint32Array') throw fault('bad_input', `expected \`${name}\` as a \`Uint32Array\` of handles, got ${kind(handles)}`)
      if (handles.length === methods.length) continue
      throw fault('unequal_lengths', `expected as many \`${name}\` as \`methods\`, which are ${methods.length}, got ${handles.length}`)
    }
    const handles = handlesOf(this)
    const bits = new Uint8Array((methods.length + 7) >> 3)
    const known = (start) => handles.toldFrom(start, methods, channels, users, bits)
    for (let index = known(0); index < methods.length; index = known(index + 1)) {
      bits[index >> 3] |= decidedAt(this, index, methods[index], channels[index] || undefined, users[index] || undefined) << (index & 7)
    }
    return bits
  }

  function decidedAt(ledger, index, method, channel, user) {
    try {
      return decided(ledger, method, channel, user)
    } catch (error) {
      if (error.code !== 'foreign_handle') throw error
      throw fault('foreign_handle', `expected handles that this ledger gave out, got another at [${index}]`)
    }
  }

  // The model is asked, 0 for no and 1 for yes. With all that is slow written out here it is longer than what engines
  // compile into whoever calls it, and `allows` short enough for that: a test holds it.
  function decided(ledger, method, channel, user) {
    if (ledger.__wbg_ptr === 0) throw freed('ledger')
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
    // What the method is not about: a handle has to be this ledger's all the same, a text is not read.
    if (subject !== CHANNEL && channel != null && typeof channel !== 'string') {
      if (!ledger[inner].knows.call(ledger, handle('channel', channel))) throw foreign()
    }
    if (subject !== USER && user != null && typeof user !== 'string') {
      if (!ledger[inner].knows.call(ledger, handle('user', user))) throw foreign()
    }
    if (subject < 0) return 0
    const about = subject === CHANNEL ? channel : subject === USER ? user : undefined
    if (typeof about === 'string') return decidedByText(ledger, place, subject, about)
    const answer = about == null ? decide(desk, place, 0, 0, 0) : decide(desk, place, handle(NAMES[subject], about), 0, HANDLE)
    if (answer === FOREIGN) throw foreign()
    // Without a function of its own here: whatever that sees would be put on the heap at each question.
    if (typeof method === 'number' && typeof channel !== 'string' && typeof user !== 'string') ledger.handles?.learn(method, channel, user, answer, desk, classOf)
    return answer
  }

  // The same about an id by its text. By itself, so that it is compiled for texts and nothing else.
  function decidedByText(ledger, method, subject, id) {
    const desk = ledger.desk ?? found(ledger)
    const { length } = id
    let first = 0
    let second = 0
    let third = 0
    let odd = 0
    let last = 0
    // Most ids have nine to eleven characters.
    if (length >= 8 && length <= LONGEST_ID) {
      const a = id.charCodeAt(0)
      const b = id.charCodeAt(1)
      const c = id.charCodeAt(2)
      const d = id.charCodeAt(3)
      const e = id.charCodeAt(4)
      const f = id.charCodeAt(5)
      const g = id.charCodeAt(6)
      const h = id.charCodeAt(7)
      odd = a | b | c | d | e | f | g | h
      last = h
      for (let at = 8; at < length; at++) {
        last = id.charCodeAt(at)
        odd |= last
        third |= last << ((at - 8) << 3)
      }
      first = a | (b << 8) | (c << 16) | (d << 24)
      second = e | (f << 8) | (g << 16) | (h << 24)
    } else if (length > 0 && length < 8) {
      last = id.charCodeAt(length - 1)
      for (let at = length - 1; at >= 0; at--) {
        const code = id.charCodeAt(at)
        odd |= code
        second = (second << 8) | (first >>> 24)
        first = (first << 8) | code
      }
    } else if (length > 0) {
      checked(NAMES[subject], id)
    }
    // A zero at the end would be no character, and leave the id before it.
    if (odd > ASCII || last === 0) {
      first = NOBODY
      second = 0
      third = 0
    }
    const answer = decide(desk, method, first, second, third)
    if (answer === FOREIGN) throw foreign()
    return answer
  }
}

/** What a ledger answers to one of its inner calls that may fail. */
function asked(ledger, call, given) {
  if (ledger.__wbg_ptr === 0) throw freed('ledger')
  return returned((back) => ledger[inner][call].call(ledger, given, back))
}

/** What a call gives back, a number or a ledger, or what it left as a value (`src/calls.rs`). A fault that it left is thrown. */
function returned(call) {
  const back = { value: undefined, fault: undefined }
  const given = call(back)
  if (back.fault !== undefined) throw back.fault
  return given ?? back.value
}

/** What a ledger remembers of its handles. */
function handlesOf(ledger) {
  if (ledger.__wbg_ptr === 0) throw freed('ledger')
  if (ledger.handles === undefined) {
    const before = ledger[inner].numberHandles.call(ledger, nextNumber())
    Object.defineProperty(ledger, 'handles', { value: new Handles(before), writable: true })
  }
  return ledger.handles
}

/** Another number for the handles of each ledger, whichever wasm file and copy of the package made it. */
function nextNumber() {
  const all = (globalThis[NUMBERS] ??= { next: Math.floor(Math.random() * MOST_NUMBERS) })
  all.next = (all.next + 1) % MOST_NUMBERS
  return all.next
}

/** Whether a value may be a handle: an integer that is neither a place nor none. */
function isHandle(value) {
  return typeof value === 'number' && (value | 0) === value && value >= SMALLEST_HANDLE
}

/** The number of a ledger's desk, which stays with it. */
function found(ledger) {
  const desk = ledger[inner].desk.call(ledger)
  Object.defineProperty(ledger, 'desk', { value: desk })
  return desk
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
  if (isBytes(text)) return new Uint8Array(text)
  throw fault('bad_input', `expected a text or its bytes, got ${kind(text)}`)
}

/** Without the mark that some editors put before a text. */
function unmarked(bytes) {
  return MARK.every((byte, at) => bytes[at] === byte) ? bytes.subarray(MARK.length) : bytes
}

function isBytes(value) {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]'
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
