// In browsers and workers the wasm file is fetched first: `await init()`. It has the ledger, too, so that who
// uses both fetches one file; for the ledger alone there is a small one (`ledger/web.mjs`).
import start, * as glue from './grantscope.js'
import { startedOnce } from './guard.mjs'
import { asJson, ledgerOf, ready } from './ledger.mjs'

export { Sandbox } from './sandbox.mjs'
export { scenarios } from './scenarios.mjs'

export const Ledger = ledgerOf(glue)
export const flawsOf = (catalogue) => glue.flawsOf(asJson(catalogue))
export const init = startedOnce(start, (exports) => ready(Ledger, exports))
