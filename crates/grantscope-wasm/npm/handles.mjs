// What was answered about handles, until the ledger changes: a byte for each method and class of ids. Ids
// of a class are answered alike (`grantscope::Classes`), so that few answers are worked out, and asking
// again is looking up two numbers in arrays: a call into wasm alone would take longer. Not here: any
// decision, and what else a ledger can be asked (`ledger.mjs`).

// As many as the model tells apart; the first is the one of no id.
const CLASS_BITS = 6
const CLASSES = 1 << CLASS_BITS
const NOTHING = 0
export const YES = 2
const UNKNOWN = 0
const NO = 1

// Handles count up from a number that is the ledger's: first those of methods and, from `FIRST_ID` on, of ids.
const FIRST_ID = 2048
// An id has above its class after how many changes that was. Both fit into sixteen bits.
const CHANGES = 1 << 16

export class Handles {
  // How many there were, times CLASSES.
  changes = CLASSES
  classes = new Uint16Array(0)
  // Answers of one method lie together.
  answers = new Uint8Array(0)

  /** All handles of the ledger are above a number. */
  constructor(before) {
    this.methods = before
    this.ids = before + FIRST_ID
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

  /** What was answered: YES, NO, or something else if that is not known. */
  told(method, ofChannel, ofUser) {
    if ((ofChannel | ofUser) >= CLASSES) return UNKNOWN
    return this.answers[(method - this.methods) * CLASSES + relevant(method, ofChannel, ofUser)]
  }

  /**
   * The same for many, as bits, lowest first, from one of them on. The first that is not known ends it. Nothing
   * is called meanwhile, so that the engine keeps in registers what does not change; the length of a typed array it
   * would ask for each time, and take it for a fraction.
   */
  toldFrom(start, methods, channels, users, bits) {
    const { classes, answers, ids, changes, methods: first } = this
    const { length } = methods
    let byte = 0
    let index = start
    for (; index < length; index++) {
      // As integers: then the engine computes with nothing else.
      const method = methods[index] | 0
      const channel = channels[index] | 0
      const user = users[index] | 0
      const ofChannel = channel === 0 ? NOTHING : classes[(channel - ids) | 0] ^ changes
      const ofUser = user === 0 ? NOTHING : classes[(user - ids) | 0] ^ changes
      if ((ofChannel | ofUser) >= CLASSES) break
      const told = answers[(((method - first) | 0) << CLASS_BITS) + relevant(method, ofChannel, ofUser)]
      if (!(told > UNKNOWN)) break
      byte |= (told - NO) << (index & 7)
      if ((index & 7) !== 7) continue
      bits[index >> 3] |= byte
      byte = 0
    }
    if (byte > 0) bits[index >> 3] |= byte
    return index
  }

  /** Takes in an answer, 0 or 1, and the classes that it depends on, which `classOf` tells of a desk's ids. Text has none. */
  learn(method, channel, user, answer, desk, classOf) {
    if (typeof channel === 'string' || typeof user === 'string') return
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
  return (ofChannel & -(method & 1)) | (ofUser & -((method >> 1) & 1))
}

function withRoom(array, length) {
  if (length <= array.length) return array
  const copy = new array.constructor(Math.max(length, array.length * 2))
  copy.set(array)
  return copy
}
