// What the generated glue does not do: it takes whatever it is given for text, and an object that was
// freed for one that is there.

// Longer than any name or id can be, and short enough to be handed over at any rate.
export const LONGEST_NAME = 1000

export function fault(code, message) {
  return Object.assign(new Error(message), { code })
}

/** The same options. What is no object of these is told, and nothing of it passed over. */
export function known(what, options, names) {
  if (typeof options !== 'object' || options === null) throw fault('bad_option', `\`${what}\`: expected its options as an object, got \`${options === null ? 'null' : typeof options}\``)
  const foreign = Object.keys(options).find((name) => !names.includes(name))
  if (foreign === undefined) return options
  throw fault('bad_option', `\`${foreign}\`: there is no such option: expected ${names.map((name) => `\`${name}\``).join(', ')}`)
}

/** Whatever is asked of an object that was freed throws an error with a code; to free it again does nothing. */
export function guard(Class, noun) {
  for (const [name, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(Class.prototype))) {
    if (name === 'constructor' || name.startsWith('__')) continue
    Class.prototype[name] = function (...given) {
      if (this.__wbg_ptr === 0) {
        if (name === 'free') return undefined
        throw freed(noun)
      }
      return method.apply(this, given)
    }
  }
}

export function freed(noun) {
  return fault('freed', `the ${noun} was freed: make another one`)
}

/** In Node nothing has to be awaited: whatever is first asked of a class starts it. */
export function startedByUse(Class, start, check) {
  let started = false
  const begin = () => {
    if (!started) start()
    started = true
  }
  return usedAfter(Class, begin, check)
}

/** In browsers `init` has to be awaited: whoever uses a class sooner is told. */
export function startedBefore(Class, name, init, check) {
  const begin = () => {
    if (!init.isDone) throw fault('not_started', `\`${name}\` was used before the wasm file was there: \`await init()\` first`)
  }
  return usedAfter(Class, begin, check)
}

// Whoever has an instance got it from the constructor or a static method, so that these two are enough. What the
// constructor is given may be checked first.
function usedAfter(Class, begin, check) {
  const used = new Proxy(Class, {
    construct(target, given, made) {
      begin()
      check?.(...given)
      return Reflect.construct(target, given, made === used ? target : made)
    },
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value === 'function' && typeof name === 'string') begin()
      return value
    },
  })
  Class.prototype.constructor = used
  return used
}

/** In browsers: once, however often it is called, because a second instance would orphan what the first one made. */
export function startedOnce(start, ready) {
  let started
  const done = (exports) => {
    ready(exports)
    init.isDone = true
  }
  function init(source) {
    started ??= start(source === undefined ? undefined : { module_or_path: source }).then(done, (error) => {
      started = undefined
      throw error
    })
    return started
  }
  return init
}
