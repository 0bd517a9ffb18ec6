// The ledger alone in browsers and workers: its wasm file, a small one, is fetched first: `await init()`.
import { startedBefore, startedOnce } from '../guard.mjs'
import { ledgerOf, ready, withoutOptions } from '../ledger.mjs'
import start, { Ledger as generatedLedger, placeOfMethod, startingFrom } from './ledger.js'

const ledger = ledgerOf({ Ledger: generatedLedger, placeOfMethod, startingFrom })
export const init = startedOnce(start, (exports) => ready(ledger, exports))
export const Ledger = startedBefore(ledger, 'Ledger', init, withoutOptions)
