// The ledger alone in browsers and workers: its wasm file, a small one, is fetched first: `await init()`.
import { startedBefore, startedOnce } from '../guard.mjs'
import { ledgerOf, ready } from '../ledger.mjs'
import start, * as glue from './ledger.js'

const ledger = ledgerOf(glue)
export const init = startedOnce(start, (exports) => ready(ledger, exports))
export const Ledger = startedBefore(ledger, 'Ledger', init)
