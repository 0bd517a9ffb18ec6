// In browsers and workers the wasm file is fetched first: `await init()`. It has the ledger, too, so that who
// uses both fetches one file; for the ledger alone there is a small one (`ledger/web.mjs`).
import start, { flawsOf as generatedFlaws, Ledger as generatedLedger, placeOfMethod, startingFrom, startingIn } from './grantscope.js'
import { startedBefore, startedOnce } from './guard.mjs'
import { asJson, ledgerOf, ready, withoutOptions } from './ledger.mjs'
import { Sandbox as generatedSandbox } from './sandbox.mjs'
import { readWhenLookedAt } from './scenarios.mjs'

const ledger = ledgerOf({ Ledger: generatedLedger, placeOfMethod, startingFrom, startingIn })
export const init = startedOnce(start, (exports) => ready(ledger, exports))
export const Ledger = startedBefore(ledger, 'Ledger', init, withoutOptions)
export const Sandbox = startedBefore(generatedSandbox, 'Sandbox', init)
// A text until then, filled in by the build (`web/modules/entries.mjs`); a bundler leaves out what nobody takes.
export const scenarios = /* @__PURE__ */ readWhenLookedAt(SCENARIO_NAMES, () => JSON.parse(SCENARIOS))
export const flawsOf = (catalogue) => generatedFlaws(asJson(catalogue))
