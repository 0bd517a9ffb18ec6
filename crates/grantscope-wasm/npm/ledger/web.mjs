// The ledger alone in browsers and workers: its wasm file, a small one, is fetched first: `await init()`.
import { startedOnce } from '../guard.mjs'
import { ledgerOf, ready } from '../ledger.mjs'
import start, * as glue from './ledger.js'

export const Ledger = ledgerOf(glue)
export const init = startedOnce(start, (exports) => ready(Ledger, exports))
