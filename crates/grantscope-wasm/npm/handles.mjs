// What was answered about handles, until the ledger changes: a number for each method and class of ids. Ids
// of a class are answered alike (`grantscope::Classes`), so that few answers are worked out, and asking
// again is looking up two numbers in arrays: a call into wasm alone would take longer. Not here: any
// decision, many questions at once (`eight.mjs`), and what else a ledger can be asked (`ledger.mjs`).
import { ANSWER, CLASSES, KNOWN, NOT_ALL, toldOfEight } from './eight.mjs'

// The class of no id.
const NOTHING = 0
const UNKNOWN = 0
const NO = KNOWN
export const YES = KNOWN | ANSWER

// Handles count up from a number that is the ledger's: first those of methods and, from `FIRST_ID` on, of ids.
const FIRST_ID = 2048
// An id has above its class after how many changes that was. Both fit into sixteen bits.
const CHANGES = 1 << 16

export class Handles {
  // How many there were, times CLASSES.
  changes = CLASSES
  // The first is nobody's, and never known; then those of the ids, as they were given out.
  classes = new Uint16Array(1)
  // Answers of one method lie together.
  answers = new Uint16Array(0)

  /** All handles of the ledger are above a number. */
  constructor(before) {
    this.methods = before
    this.ids = before + FIRST_ID - 1
  }

  /** The handle of a method that was given out: there is room for what will be learned of it. */
  ofMethod(handle) {
    this.answers = withRoom(this.answers, (handle - this.methods + 1) * CLASSES)
    return handle
  }

  /** The same of an id's. */
  ofId(handle) {
    this.classes = withRoom(this.classes, handle - this.ids + 1)
    return handle
  }

  /** The class of an id's handle, or of none, or what is no class. */
  classOf(id) {
    return typeof id === 'number' ? this.classes[id - this.ids] ^ this.changes : id == null ? NOTHING : CLASSES
  }

  /** What was answered: YES, NO, or something else if that is not known, as about a number with a fraction. */
  told(method, ofChannel, ofUser) {
    if ((ofChannel | ofUser) >= CLASSES || (method | 0) !== method) return UNKNOWN
    return this.answers[(method - this.methods) * CLASSES + relevant(method, ofChannel, ofUser)]
  }

  /** The same for many, as bits, lowest first, from one of them on. The first that is not known ends it. */
  toldFrom(start, methods, channels, users, bits) {
    const { length } = methods
    for (let index = start; index < length; index++) {
      if ((index & 7) === 0 && length - index >= 8) {
        const eight = toldOfEight(this, index, methods, channels, users)
        if (eight !== NOT_ALL) {
          bits[index >> 3] = eight
          index += 7
          continue
        }
      }
      const told = this.told(methods[index], this.classOf(channels[index] || undefined), this.classOf(users[index] || undefined))
      if (!(told > UNKNOWN)) return index
      bits[index >> 3] |= (told & ANSWER) << (index & 7)
    }
    return length
  }

  /** Takes in an answer about handles, 0 or 1, and the classes that it depends on, which `classOf` tells of a desk's ids. */
  learn(method, channel, user, answer, desk, classOf) {
    const ofChannel = this.learnClass(channel, desk, classOf)
    const ofUser = this.learnClass(user, desk, classOf)
    if ((ofChannel | ofUser) >= CLASSES) return
    this.answers[(method - this.methods) * CLASSES + relevant(method, ofChannel, ofUser)] = NO + answer
  }

  learnClass(id, desk, classOf) {
    if (id == null) return NOTHING
    const number = classOf(desk, id)
    if (number < CLASSES) this.classes[id - this.ids] = number | this.changes
    return number
  }

  /** The ledger changes: nothing counts any more. */
  forget() {
    this.answers.fill(UNKNOWN)
    this.changes += CLASSES
    if (this.changes < CHANGES) return
    this.changes = CLASSES
    this.classes.fill(0)
  }
}

/** The lowest two bits of a method's handle say which class the answer depends on. */
function relevant(method, ofChannel, ofUser) {
  return (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
}

function withRoom(array, length) {
  if (length <= array.length) return array
  const copy = new array.constructor(Math.max(length, array.length * 2))
  copy.set(array)
  return copy
}
