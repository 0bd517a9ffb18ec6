// In browsers and workers the wasm file is fetched first: `await init()`.
import start from './grantscope.js'
import { ready } from './ledger.mjs'

export { Ledger, Sandbox } from './classes.mjs'
export { scenarios } from './scenarios.mjs'

let started

// Once, however often it is called: a second instance would orphan what the first one made.
export function init(source) {
  started ??= start(source === undefined ? undefined : { module_or_path: source }).then(
    ready,
    (error) => {
      started = undefined
      throw error
    },
  )
  return started
}
