// In Node nothing has to be awaited, and importing costs next to nothing: the model is read and started
// when one of the classes is first used.
import { readFileSync } from 'node:fs'
import * as classes from './classes.mjs'
import { initSync } from './grantscope.js'
import { ready } from './ledger.mjs'

export const Ledger = startedByUse(classes.Ledger)
export const Sandbox = startedByUse(classes.Sandbox)
export { scenarios } from './scenarios.mjs'

// Nothing is left to do: the same program then runs in a browser too.
export async function init() {}

let started = false

function start() {
  if (started) return
  ready(initSync({ module: readFileSync(new URL('./grantscope_bg.wasm', import.meta.url)) }))
  started = true
}

// Whoever has an instance got it from the constructor or a static method, so that these two are enough.
function startedByUse(Class) {
  const used = new Proxy(Class, {
    construct(target, given) {
      start()
      return Reflect.construct(target, given)
    },
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value === 'function') start()
      return value
    },
  })
  Class.prototype.constructor = used
  return used
}
