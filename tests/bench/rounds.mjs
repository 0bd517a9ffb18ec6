// Timing in rounds: everybody has a turn in each, in another order, so that a noisy machine hurts all
// alike. Not here: who takes part.

/** The nanoseconds for one of `count` in each round, for each name. `begin` comes untimed before each turn. */
export function rounds(contenders, { times = 15, begin = {} } = {}) {
  const names = Object.keys(contenders)
  const taken = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < times + WARM; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length]
      const { count, run } = contenders[name]
      const given = begin[name]?.()
      const nanoseconds = spent(() => run(given))
      if (round >= WARM) taken[name].push(nanoseconds / count)
    }
  }
  return taken
}

const WARM = 3

/** The nanoseconds of processor time: what others do on the machine counts less than on a clock. */
export function spent(act) {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) * 1_000
}

export function middle(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[sorted.length >> 1]
}

let loops = 0

/**
 * A loop that asks every question, compiled for this one alone: a loop that several share would be
 * optimised for none of them. The number makes it another text, because equal ones are compiled once.
 * It counts without a branch, which would be guessed wrong every other time, and asks for the length once: of a typed
 * array that takes as long as an answer.
 */
export function loop(allows) {
  const make = new Function('allows', `// ${loops++}
  return (methods, channels, users) => {
    let yes = 0
    const { length } = methods
    for (let index = 0; index < length; index++) yes += +allows(methods[index], channels[index], users[index])
    return yes
  }`)
  return make(allows)
}

/** The same texts, never hashed before, nor looked at in any other way. */
export function unhashed(texts) {
  const all = Buffer.from(texts.join('')).toString('latin1')
  let at = 0
  return texts.map(({ length }) => all.substring(at, (at += length)))
}
