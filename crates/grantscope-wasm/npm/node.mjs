// In Node nothing has to be awaited, and importing costs next to nothing: each class reads and starts its
// wasm when it is first used. What is written in capitals here and nowhere declared, the build fills in
// (`web/modules/entries.mjs`).
import { flawsOf as generatedFlaws, initSync, Ledger as generatedLedger, placeOfMethod, startingFrom, startingIn } from './grantscope.js'
import { startedFrom, withFile } from './files.mjs'
import { startedByUse } from './guard.mjs'
import { asJson, ledgerOf, ready, SYSTEMS } from './ledger.mjs'
import { Ledger } from './ledger/node.mjs'
import { Sandbox as generatedSandbox } from './sandbox.mjs'
import { readWhenLookedAt } from './scenarios.mjs'

export { init } from './ledger/node.mjs'
export { Ledger }

export const Sandbox = startedByUse(generatedSandbox, started)

export const scenarios = readWhenLookedAt(SCENARIO_NAMES, () => withFile(new URL('./scenarios.json', import.meta.url), (text) => JSON.parse(text)))

export function flawsOf(catalogue) {
  started()
  return generatedFlaws(asJson(catalogue))
}

// A ledger of another permission system is one of the whole file, and a `Ledger` all the same, also for whoever asks it for
// its class.
const whole = ledgerOf({ Ledger: generatedLedger, placeOfMethod, startingFrom, startingIn })
whole.prototype.constructor = Ledger
let isReady = false
Ledger[SYSTEMS].startingIn = (catalogue, lookedUp, back) => {
  if (!isReady) ready(whole, started())
  isReady = true
  return startingIn(catalogue, lookedUp, back)
}
Object.defineProperty(Ledger, Symbol.hasInstance, { value: (it) => Ledger.prototype.isPrototypeOf(it) || whole.prototype.isPrototypeOf(it) })

let exports
function started() {
  exports ??= startedFrom(new URL('./grantscope_bg.wasm', import.meta.url), initSync)
  return exports
}
