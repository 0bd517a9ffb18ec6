// What the generated glue does not do: it takes whatever it is given for text, and an object that was
// freed for one that is there.

// Longer than any name or id can be, and short enough to be handed over at any rate.
export const LONGEST_NAME = 1000

export function fault(code, message) {
  return Object.assign(new Error(message), { code })
}

/** Whatever is asked of an object that was freed throws an error with a code. */
export function guard(Class, noun) {
  for (const [name, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(Class.prototype))) {
    if (name === 'constructor' || name.startsWith('__')) continue
    Class.prototype[name] = function (...given) {
      if (this.__wbg_ptr === 0) throw freed(noun)
      return method.apply(this, given)
    }
  }
}

export function freed(noun) {
  return fault('freed', `the ${noun} was freed: make another one`)
}
