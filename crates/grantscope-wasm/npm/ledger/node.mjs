// The ledger in Node. Nothing has to be awaited, and importing costs next to nothing: its wasm is read and
// started when it is first used, what a decision needs first (`ledger_start_bg.wasm`), and the rest with what needs it.
import { startedByUse } from '../guard.mjs'
import { ledgerOf, ready } from '../ledger.mjs'
import * as glue from './ledger_start.js'

const generated = ledgerOf(glue)

export const Ledger = startedByUse(generated, (read) => {
  ready(generated, glue.initSync({ module: read(new URL('./ledger_start_bg.wasm', import.meta.url)) }))
})

// Nothing is left to do: the same program then runs in a browser too.
export async function init() {}
