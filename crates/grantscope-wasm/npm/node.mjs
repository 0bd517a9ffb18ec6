// In Node everything is ready when the import is.
import { readFileSync } from 'node:fs'
import { initSync } from './grantscope.js'

initSync({ module: readFileSync(new URL('./grantscope_bg.wasm', import.meta.url)) })

export { Ledger, Sandbox } from './classes.mjs'
export { scenarios } from './scenarios.mjs'

// Nothing is left to do: the same program then runs in a browser too.
export async function init() {}
