// The ledger in Node. Nothing has to be awaited, and importing costs next to nothing: its wasm is read and
// started when it is first used, what a decision needs first (`ledger_start_bg.wasm`), and the rest with what needs it.
import { startedFrom } from '../files.mjs'
import { startedByUse } from '../guard.mjs'
import { ledgerOf, ready, withoutOptions } from '../ledger.mjs'
import { initSync, Ledger as generatedLedger, placeOfMethod, startingFrom } from './ledger_start.js'

const generated = ledgerOf({ Ledger: generatedLedger, placeOfMethod, startingFrom })

const start = () => ready(generated, startedFrom(new URL('./ledger_start_bg.wasm', import.meta.url), initSync))
export const Ledger = startedByUse(generated, start, withoutOptions)

// Nothing is left to do: the same program then runs in a browser too.
export async function init() {}
