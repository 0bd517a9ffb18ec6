// What went over the wire, newest last: calls of the app and posts to it. So many, and no more.
const KEPT = 1000

export class Log {
  #entries = []
  #first = 1

  add(entry) {
    this.#entries.push([Date.now(), entry])
    // Now and then, because to take off the first one is slow.
    if (this.#entries.length === 2 * KEPT) {
      this.#first += KEPT
      this.#entries = this.#entries.slice(KEPT)
    }
  }

  /** Forgets all of them: numbers go on. */
  clear() {
    this.#first += this.#entries.length
    this.#entries = []
  }

  /** The last entries, each with its number. */
  list() {
    const from = Math.max(0, this.#entries.length - KEPT)
    return this.#entries.slice(from).map(([at, entry], index) => {
      return { number: this.#first + from + index, at: new Date(at).toISOString(), ...entry }
    })
  }
}
