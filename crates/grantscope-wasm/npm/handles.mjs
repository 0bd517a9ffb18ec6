// What was answered about handles, until the ledger changes: a number for each method and class of ids. Ids
// of a class are answered alike (`grantscope::Classes`), so that few answers are worked out, and asking
// again is looking up two numbers in arrays: a call into wasm alone would take longer. Not here: any
// decision, many questions at once (`eight.mjs`), and what else a ledger can be asked (`ledger.mjs`).
import { CLASSES, NOT_ALL, toldOfEight } from './eight.mjs'

// The class of no id.
const NOTHING = 0
export const YES = 1

// Handles count up from a number that is the ledger's: first those of methods and, from `FIRST_ID` on, of ids.
const FIRST_ID = 2048
// The class of an id, and an answer, have above them how many changes there had been when they were learned. If there are as
// many now, what is left of the two is less than CLASSES. So many fit into small integers by far, and a test gets there.
const CHANGES = 1 << 16

export class Handles {
  // How many there were, times CLASSES.
  changes = CLASSES
  // The first is nobody's, and never known; then those of the ids, as they were given out. No typed array: once memory
  // of wasm grew anywhere, an engine asks at each look into one whether it still has its memory.
  classes = [0]
  // Answers of one method lie together.
  answers = []

  /** All handles of the ledger are above a number. */
  constructor(before) {
    this.methods = before
    this.ids = before + FIRST_ID - 1
  }

  /** The handle of a method that was given out: there is room for what will be learned of it. */
  ofMethod(handle) {
    makeRoom(this.answers, (handle - this.methods + 1) * CLASSES)
    return handle
  }

  /** The same of an id's. */
  ofId(handle) {
    makeRoom(this.classes, handle - this.ids + 1)
    return handle
  }

  /** The class of an id's handle, or of none, or what is no class. */
  classOf(id) {
    return typeof id === 'number' ? this.classes[id - this.ids] ^ this.changes : id == null ? NOTHING : CLASSES
  }

  /** What was answered, 0 or YES. From CLASSES on it is not known, as nothing is about a number with a fraction. */
  told(method, ofChannel, ofUser) {
    if ((ofChannel | ofUser) >= CLASSES || (method | 0) !== method) return CLASSES
    return this.answers[(method - this.methods) * CLASSES + relevant(method, ofChannel, ofUser)] ^ this.changes
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
      if (told >= CLASSES) return index
      bits[index >> 3] |= told << (index & 7)
    }
    return length
  }

  /** Takes in an answer about handles, 0 or 1, and the classes that it depends on, which `classOf` tells of a desk's ids. */
  learn(method, channel, user, answer, desk, classOf) {
    const ofChannel = this.learnClass(channel, desk, classOf)
    const ofUser = this.learnClass(user, desk, classOf)
    if ((ofChannel | ofUser) >= CLASSES) return
    this.answers[(method - this.methods) * CLASSES + relevant(method, ofChannel, ofUser)] = answer | this.changes
  }

  learnClass(id, desk, classOf) {
    if (id == null) return NOTHING
    const number = classOf(desk, id)
    if (number < CLASSES) this.classes[id - this.ids] = number | this.changes
    return number
  }

  /** The ledger changes: nothing counts any more. */
  forget() {
    this.changes += CLASSES
    if (this.changes < CHANGES) return
    this.changes = CLASSES
    this.classes.fill(0)
    this.answers.fill(0)
  }
}

/** The lowest two bits of a method's handle say which class the answer depends on. */
function relevant(method, ofChannel, ofUser) {
  return (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
}

/** One by one: an array that was made longer at once has holes, which an engine would ask for. */
function makeRoom(array, length) {
  while (array.length < length) array.push(0)
}
