// What lies beside the modules, as it is read in Node. Asked of the process, because to import `node:fs` takes two
// milliseconds. Not here: the ledger's other file, which the first one reads itself (`ledger/__wasm_split.js`).
import { fault } from './guard.mjs'

/** What `use` makes of a file of the package. Whatever keeps it from that means that the package is not all there. */
export function withFile(url, use) {
  try {
    return use(process.getBuiltinModule('fs').readFileSync(url))
  } catch (cause) {
    const name = url.pathname.split('/').pop()
    const incomplete = fault('incomplete', `expected \`${name}\` of the package, there and readable, got the error in \`cause\`: install the package again, and start the program anew`)
    throw Object.assign(incomplete, { cause })
  }
}
