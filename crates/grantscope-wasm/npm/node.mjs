// In Node nothing has to be awaited, and importing costs next to nothing: each class reads and starts its own
// wasm file when it is first used.
import { initSync } from './grantscope.js'
import { startedByUse } from './guard.mjs'
import { Sandbox as generated } from './sandbox.mjs'

export { init, Ledger } from './ledger/node.mjs'
export { scenarios } from './scenarios.mjs'

export const Sandbox = startedByUse(generated, (read) => {
  initSync({ module: read(new URL('./grantscope_bg.wasm', import.meta.url)) })
})
