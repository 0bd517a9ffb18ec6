// In Node nothing has to be awaited, and importing costs next to nothing: each class reads and starts its
// wasm when it is first used. What is written in capitals here and nowhere declared, the build fills in
// (`web/modules/entries.mjs`).
import * as glue from './grantscope.js'
import { startedByUse } from './guard.mjs'
import { asJson, ledgerOf, ready, SYSTEMS } from './ledger.mjs'
import { Ledger } from './ledger/node.mjs'
import { Sandbox as generated } from './sandbox.mjs'
import { readWhenLookedAt } from './scenarios.mjs'

export { init } from './ledger/node.mjs'
export { Ledger }

export const Sandbox = startedByUse(generated, started)

export const scenarios = readWhenLookedAt(SCENARIO_NAMES, () =>
  JSON.parse(process.getBuiltinModule('fs').readFileSync(new URL('./scenarios.json', import.meta.url), 'utf8')))

export function flawsOf(catalogue) {
  started(process.getBuiltinModule('fs').readFileSync)
  return glue.flawsOf(asJson(catalogue))
}

// A ledger of another permission system is one of the whole file, and a `Ledger` all the same.
const whole = ledgerOf(glue)
let isReady = false
Ledger[SYSTEMS].startingIn = (catalogue, answers) => {
  if (!isReady) ready(whole, started(process.getBuiltinModule('fs').readFileSync))
  isReady = true
  return glue.startingIn(catalogue, answers)
}
Object.defineProperty(Ledger, Symbol.hasInstance, { value: (it) => Ledger.prototype.isPrototypeOf(it) || whole.prototype.isPrototypeOf(it) })

let exports
function started(read) {
  exports ??= glue.initSync({ module: read(new URL('./grantscope_bg.wasm', import.meta.url)) })
  return exports
}
